package io.schemeless.eventstore.log.read;

import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.LogEntry;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.log.prefix.Cursor;
import io.schemeless.eventstore.log.prefix.PageBuilder;
import io.schemeless.eventstore.log.prefix.PageFiller;
import io.schemeless.eventstore.log.prefix.SlotLoader;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page's walk up the log. Slots never change once written, so what an eventually consistent
/// read brings is final and the bulk is read at half the price; only a hole and the end need a
/// consistent look.
final class LogWalk {
  private static final int MAX_QUERY = 1_000;

  /// A page under a filter ends after this many slots, even if it found nothing.
  private static final int MAX_SLOTS = 20_000;

  private final StoreContext context;
  private final Meta meta;
  private final Keys keys;
  private final boolean all;
  private final PageFiller filler;
  private final PageBuilder page;
  private final SlotDensity density;
  private Cursor cursor;
  private int slots;
  private int filtered;
  private boolean mayWrite;

  /// @param query what is wanted of what the filter shows; none for all of it
  LogWalk(
      StoreContext context,
      Meta meta,
      Cursor start,
      PageLimits limits,
      ReplayFilter filter,
      @Nullable EventQuery query,
      SlotDensity density) {
    this.all = query == null && filter.equals(ReplayFilter.ALL);
    this.context = context;
    this.density = density;
    this.meta = meta;
    this.keys = meta.keys();
    this.page = new PageBuilder(limits);
    this.filler =
        new PageFiller(
            new SlotLoader(context, keys, ref -> filter.acceptsDomain(ref.stream().domain())),
            page,
            event ->
                filter.accepts(event)
                    && (query == null || query.wants(event.type(), event.tags())));
    this.cursor = start;
  }

  List<Event> events() {
    return page.events();
  }

  /// Where the next page starts.
  Cursor cursor() {
    return cursor;
  }

  /// What one look at the log from the cursor on brought.
  private sealed interface Look {

    /// Every slot was the next one, and the table holds more.
    record More() implements Look {}

    /// Every slot was the next one, and the table holds no more.
    record End() implements Look {}

    /// No slot, but the table does not say that there are none: an answer may be empty and not the
    /// last.
    record Nothing() implements Look {}

    /// A slot lies beyond a position that has none.
    record Hole(Cell later) implements Look {}
  }

  /// Walks until the page is full, or to a young hole, or to the end; true if nothing is committed
  /// beyond.
  ///
  /// A look at half the price may miss what is there, but never shows what is not, so it can only
  /// bring the walk forward. What it leaves open is asked again at the full price:
  ///
  /// | look | brought | page | then |
  /// | --- | --- | --- | --- |
  /// | half price | more | any | on, as far as the page has room |
  /// | half price | a hole | full | not at the end |
  /// | half price | end, nothing | full | at the end if a consistent look finds nothing beyond |
  /// | half price | a hole, end, nothing | not full | the consistent look decides |
  /// | consistent | anything | full | not known to be at the end |
  /// | consistent | more | not full | on |
  /// | consistent | end | not full | at the end |
  /// | consistent | nothing | not full | not known to be at the end |
  /// | consistent | a hole | not full | on if it is overdue and was sealed, else it ends the page |
  boolean run() {
    while (!page.isFull() && slots < MAX_SLOTS) {
      Look cheap = look(Read.EVENTUAL);
      if (cheap instanceof Look.More) {
        continue;
      }
      if (page.isFull()) {
        return !(cheap instanceof Look.Hole) && cursor.index() == 0 && isEnd();
      }
      Look sure = look(Read.CONSISTENT);
      if (page.isFull()) {
        return false;
      }
      switch (sure) {
        case Look.More _ -> {}
        case Look.End _ -> {
          return true;
        }
        case Look.Nothing _ -> {
          return false;
        }
        case Look.Hole(Cell later) -> {
          if (!closeHole(Slot.of(later))) {
            return false;
          }
        }
      }
    }
    return false;
  }

  /// Queries from the cursor on and takes what follows it without a gap.
  private Look look(Read read) {
    CellPage found = query(read);
    int taken = take(found.cells());
    if (taken < found.cells().size()) {
      return new Look.Hole(found.cells().get(taken));
    }
    if (!found.more()) {
      return new Look.End();
    }
    return taken > 0 ? new Look.More() : new Look.Nothing();
  }

  private boolean isEnd() {
    return context.cells().query(range(1, Read.CONSISTENT)).cells().isEmpty();
  }

  private CellPage query(Read read) {
    return context.cells().query(range(limit(), read));
  }

  /// As many slots as the page has room for, and one more that says whether the log goes on. How
  /// many a filter takes is not known: twice as many with each look.
  private int limit() {
    if (all) {
      return Math.min(density.slotsFor(page.eventsLeft()), MAX_QUERY) + 1;
    }
    filtered = Math.min(Math.max(2 * filtered, page.eventsLeft() + 1), MAX_QUERY);
    return Math.min(filtered, MAX_SLOTS - slots);
  }

  private Range range(int limit, Read read) {
    return new Range(keys.log(), Keys.number(cursor.position()), Keys.HIGHEST, false, limit, read);
  }

  /// Takes slots as long as each is the next one; returns how many.
  private int take(List<Cell> cells) {
    List<LogEntry> run = new ArrayList<>();
    int taken = 0;
    long next = cursor.position();
    for (Cell cell : cells) {
      if (!cell.key().sort().equals(Keys.number(next))) {
        break;
      }
      if (Slot.of(cell) instanceof Slot.Committed slot) {
        run.add(new LogEntry(next, slot));
      }
      next++;
      taken++;
    }
    slots += taken;
    density.saw(taken, run.stream().mapToInt(entry -> entry.slot().events()).sum());
    if (next > cursor.position()) {
      context.closed().decided(meta, cursor.position(), next - 1);
    }
    Cursor end = filler.fill(run, cursor);
    if (end != null) {
      cursor = end;
    } else if (taken > 0) {
      cursor = new Cursor(next, 0);
    }
    return taken;
  }

  /// Seals the hole that the walk stands at, if it is overdue.
  ///
  /// @param later a slot beyond it
  private boolean closeHole(Slot later) {
    context.observer().holeSeen(Math.max(0, context.host().now() - later.at()));
    if (!context.grace().isHoleOver(keys, cursor.position(), later.at())) {
      return false;
    }
    if (!mayWrite && !context.metas().unchanged(meta)) {
      throw new FencedReads.LifeEnded();
    }
    mayWrite = true;
    Slot decided = context.slots().seal(keys, cursor.position());
    take(List.of(decided.cell(keys.slot(cursor.position()))));
    return true;
  }
}
