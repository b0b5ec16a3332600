package io.schemeless.eventstore.log.prefix;

import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.LogEntry;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StoreException.InvalidRequest.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Brings what a query wants in a part of the log onto a page.
public final class QueryPages {
  /// How far an item without a tag is looked for: it takes a walk up the log.
  public static final int MAX_WALKED = 1_000;

  /// A page ends after this many looks at the index, even if it found nothing.
  private static final int MAX_LOOKS = 20;

  private final StoreContext context;
  private final Keys keys;
  private final EventQuery query;
  private final PageFiller filler;

  /// @param wanted which of the events that the query wants
  public QueryPages(
      StoreContext context,
      Keys keys,
      EventQuery query,
      PageBuilder page,
      Predicate<Event> wanted) {
    this.context = context;
    this.keys = keys;
    this.query = query;
    this.filler =
        new PageFiller(
            new SlotLoader(context, keys, _ -> true),
            page,
            event -> query.wants(event.type(), event.tags()) && wanted.test(event));
  }

  /// Whether an index answers.
  public static boolean isIndexed(EventQuery query) {
    return query.items().stream().noneMatch(item -> item.tags().isEmpty());
  }

  /// Fills the page with what lies from one place to below a position, and returns where it ended;
  /// none if it has all.
  public @Nullable Cursor fill(Cursor from, long below) {
    return isIndexed(query) ? byTags(from, below) : bySlots(from, below);
  }

  /// Fills the page from appends that were read already, in the log's order.
  void fill(List<LogEntry> entries, Cursor from) {
    filler.fill(entries, from);
  }

  private @Nullable Cursor byTags(Cursor from, long below) {
    Matching matching = new Matching(context, keys, query);
    Cursor cursor = from;
    for (int i = 0; cursor.position() < below; i++) {
      if (i == MAX_LOOKS) {
        return cursor;
      }
      Matching.Found found = matching.next(cursor.position(), below - 1);
      Cursor end = filler.fill(found.entries(), cursor);
      if (end != null) {
        return end;
      }
      cursor = found.to() < cursor.position() ? cursor : Cursor.after(found.to());
    }
    return null;
  }

  private @Nullable Cursor bySlots(Cursor from, long below) {
    long next = from.position();
    int walked = 0;
    while (next < below) {
      CellPage page =
          context
              .cells()
              .query(
                  new Range(
                      keys.log(),
                      Keys.number(next),
                      Keys.number(below - 1),
                      false,
                      MAX_WALKED + 1 - walked,
                      Read.CONSISTENT));
      List<LogEntry> entries = new ArrayList<>();
      for (Cell cell : page.cells()) {
        next = Keys.numberOf(cell.key()) + 1;
        if (Slot.of(cell) instanceof Slot.Committed slot) {
          entries.add(new LogEntry(Keys.numberOf(cell.key()), slot));
        }
      }
      walked += page.cells().size();
      if (walked > MAX_WALKED) {
        throw tooFar();
      }
      Cursor end = filler.fill(entries, from);
      if (end != null) {
        return end;
      }
      if (!page.more()) {
        return null;
      }
    }
    return null;
  }

  private static InvalidRequest tooFar() {
    return new InvalidRequest(
        List.of(
            new Violation(
                "/condition/failIfEventsMatch",
                "an item without a tag needs an after that lies at most "
                    + MAX_WALKED
                    + " positions back")));
  }
}
