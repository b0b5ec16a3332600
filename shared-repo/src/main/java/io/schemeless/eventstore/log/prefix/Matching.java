package io.schemeless.eventstore.log.prefix;

import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.LogEntry;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.EventQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Finds the appends below a position that may hold what a query wants, by the records of its tags.
///
/// Every committed append has all its records, as they were put before its commits; a record whose
/// slot is void or another's counts for nothing.
final class Matching {
  private static final int FIRST_RECORDS = 100;
  private static final int MOST_RECORDS = 1_000;

  private final StoreContext context;
  private final Keys keys;
  private final List<EventQuery.Item> items;
  private int asked = FIRST_RECORDS;

  /// @param query each of whose items names a tag
  Matching(StoreContext context, Keys keys, EventQuery query) {
    this.context = context;
    this.keys = keys;
    this.items = query.items();
  }

  /// Appends, and the position after which more may lie.
  record Found(List<LogEntry> entries, long to) {}

  /// What one tag's records say.
  ///
  /// @param records by position
  /// @param to up to where all are here
  private record Slice(Map<Long, CommitId> records, long to) {
    boolean mayHave(long position) {
      return position > to || records.containsKey(position);
    }
  }

  /// @param from the first position that is asked for
  /// @param last the last one
  Found next(long from, long last) {
    long to = last;
    List<Slice> lead = new ArrayList<>();
    for (List<Slice> slices : slices(from, last)) {
      Slice best =
          slices.stream()
              .max(
                  Comparator.comparingLong(Slice::to).thenComparing(slice -> -slice.records.size()))
              .orElseThrow();
      best.records.keySet().removeIf(p -> !slices.stream().allMatch(s -> s.mayHave(p)));
      to = Math.min(to, best.to);
      lead.add(best);
    }
    TreeMap<Long, Set<CommitId>> candidates = new TreeMap<>();
    for (Slice slice : lead) {
      slice.records.forEach(
          (position, id) -> candidates.computeIfAbsent(position, _ -> new HashSet<>()).add(id));
    }
    asked = Math.min(2 * asked, MOST_RECORDS);
    return new Found(committed(candidates.headMap(to, true)), to);
  }

  /// The slices of each item.
  private List<List<Slice>> slices(long from, long last) {
    List<Callable<Slice>> queries = new ArrayList<>();
    for (EventQuery.Item item : items) {
      for (String tag : item.tags().stream().sorted().toList()) {
        queries.add(() -> slice(tag, from, last));
      }
    }
    List<Slice> all = context.host().all(queries);
    List<List<Slice>> byItem = new ArrayList<>();
    int at = 0;
    for (EventQuery.Item item : items) {
      byItem.add(all.subList(at, at + item.tags().size()));
      at += item.tags().size();
    }
    return byItem;
  }

  private Slice slice(String tag, long from, long last) {
    CellPage page =
        context
            .cells()
            .query(
                new Range(
                    keys.tag(tag),
                    Keys.number(from),
                    Keys.number(last),
                    false,
                    asked,
                    Read.CONSISTENT));
    Map<Long, CommitId> records = new TreeMap<>();
    long to = page.more() ? from - 1 : last;
    for (Cell cell : page.cells()) {
      long position = Keys.numberOf(cell.key());
      records.put(position, CommitId.of(cell));
      to = page.more() ? position : last;
    }
    return new Slice(records, to);
  }

  private List<LogEntry> committed(Map<Long, Set<CommitId>> candidates) {
    if (candidates.isEmpty()) {
      return List.of();
    }
    List<Key> slots = candidates.keySet().stream().map(keys::slot).toList();
    Map<Key, Cell> found = context.cells().getAll(slots, Read.CONSISTENT);
    List<LogEntry> entries = new ArrayList<>();
    candidates.forEach(
        (position, ids) -> {
          @Nullable Cell cell = found.get(keys.slot(position));
          if (cell != null
              && Slot.of(cell) instanceof Slot.Committed slot
              && ids.contains(slot.commitId())) {
            entries.add(new LogEntry(position, slot));
          }
        });
    return entries;
  }
}
