package io.schemeless.eventstore.log.prefix;

import io.schemeless.eventstore.log.core.CommitReader;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.CommitRef;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.LogEntry;
import io.schemeless.eventstore.log.item.Packed;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Brings the events of committed slots: from the copy in the slot, or from the commits that it
/// refers to.
public final class SlotLoader {
  private static final int MAX_COMMITS = 100;

  private final StoreContext context;
  private final Keys keys;
  private final CommitReader reader;
  private final Predicate<CommitRef> wanted;

  /// Those fetched and not yet read.
  private final Map<Key, Commit> commits = new HashMap<>();

  /// @param wanted the commits whose events are asked for
  public SlotLoader(StoreContext context, Keys keys, Predicate<CommitRef> wanted) {
    this.context = context;
    this.keys = keys;
    this.reader = new CommitReader(context, keys);
    this.wanted = wanted;
  }

  /// @param events those asked for, in the order of the append
  /// @param bytes of the bodies that were read for them
  public record Loaded(long position, List<Event> events, long bytes) {}

  /// An entry, and the commits to read it from; none where its slot has a copy.
  private record Taken(LogEntry entry, List<Commit> commits) {
    long bytes() {
      Packed copy = entry.slot().copy();
      long bytes = copy == null ? 0 : copy.rawLength();
      for (Commit commit : commits) {
        bytes += commit.body().rawLength();
      }
      return bytes;
    }
  }

  /// The events of the first few entries: at least one, and no more than it takes to pass either
  /// limit.
  public List<Loaded> load(List<LogEntry> entries, int events, long bytes) {
    List<Taken> taken = new ArrayList<>();
    long taking = 0;
    for (LogEntry entry : fetchCommits(entries, events)) {
      Taken next = new Taken(entry, commitsOf(entry));
      if (!taken.isEmpty() && taking + next.bytes() > bytes) {
        break;
      }
      taking += next.bytes();
      taken.add(next);
    }
    return assemble(taken);
  }

  private List<Loaded> assemble(List<Taken> taken) {
    List<Commit> all = taken.stream().flatMap(t -> t.commits().stream()).toList();
    List<List<Event>> read = reader.read(all);
    all.forEach(commit -> commits.remove(keys.commit(commit.stream(), commit.first())));
    List<Loaded> loaded = new ArrayList<>();
    int next = 0;
    for (Taken each : taken) {
      LogEntry entry = each.entry();
      Packed copy = entry.slot().copy();
      List<Event> events;
      if (copy != null) {
        events = reader.read(entry.position(), entry.slot(), copy);
      } else {
        events = new ArrayList<>();
        for (int i = each.commits().size(); i > 0; i--) {
          events.addAll(read.get(next++));
        }
        events.sort(Comparator.comparingInt(Event::index));
      }
      loaded.add(new Loaded(entry.position(), events, each.bytes()));
    }
    return loaded;
  }

  /// The commits to read an entry from; none where its slot has a copy.
  private List<Commit> commitsOf(LogEntry entry) {
    if (entry.slot().copy() != null) {
      return List.of();
    }
    List<Commit> found = new ArrayList<>();
    for (Key key : keysOf(entry)) {
      Commit commit = commits.get(key);
      if (commit == null) {
        throw new CorruptData(
            "a commit of the append at position " + entry.position() + " is missing");
      }
      found.add(commit);
    }
    return found;
  }

  private List<Key> keysOf(LogEntry entry) {
    if (entry.slot().copy() != null) {
      return List.of();
    }
    return entry.slot().refs().stream()
        .filter(wanted)
        .map(ref -> keys.commit(ref.stream(), ref.first()))
        .toList();
  }

  /// Fetches the commits of the first entries that may come onto the page, and returns those
  /// entries.
  private List<LogEntry> fetchCommits(List<LogEntry> entries, int events) {
    List<LogEntry> some = new ArrayList<>();
    Map<Key, LogEntry> missing = new HashMap<>();
    int expected = 0;
    for (LogEntry entry : entries) {
      if (!some.isEmpty() && (expected >= events || missing.size() >= MAX_COMMITS)) {
        break;
      }
      some.add(entry);
      expected += entry.slot().events();
      for (Key key : keysOf(entry)) {
        if (!commits.containsKey(key)) {
          missing.put(key, entry);
        }
      }
    }
    // A read at half the price may bring an older commit, or none, in place of the slot's.
    keep(missing, Read.EVENTUAL);
    keep(missing, Read.CONSISTENT);
    return some;
  }

  private void keep(Map<Key, LogEntry> missing, Read read) {
    if (missing.isEmpty()) {
      return;
    }
    for (Cell cell : context.cells().getAll(missing.keySet(), read).values()) {
      LogEntry entry = missing.get(cell.key());
      if (entry != null && CommitId.of(cell).equals(entry.slot().commitId())) {
        commits.put(cell.key(), Commit.of(cell));
        missing.remove(cell.key());
      }
    }
  }
}
