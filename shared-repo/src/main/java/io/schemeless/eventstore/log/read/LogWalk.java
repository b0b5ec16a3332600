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
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.EventPage;
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
  private final SlotRuns runs;
  private final ReadAhead ahead;
  private final int before;
  private ReadAhead.Rest rest;
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
      SlotDensity density,
      ReadAhead ahead) {
    this.all = query == null && filter.equals(ReplayFilter.ALL);
    this.context = context;
    this.meta = meta;
    this.keys = meta.keys();
    this.runs = new SlotRuns(context, meta, density);
    this.page = new PageBuilder(limits);
    this.filler =
        new PageFiller(
            new SlotLoader(context, keys, ref -> filter.acceptsDomain(ref.stream().domain())),
            page,
            event ->
                filter.accepts(event)
                    && (query == null || query.wants(event.type(), event.tags())));
    this.cursor = start;
    this.ahead = ahead;
    this.rest = ahead.take(meta, start.position());
    this.before = rest.looked();
  }

  /// Walks, and makes a page of it.
  ///
  /// @param scope what was asked, for the token that goes on
  EventPage page(String scope) {
    boolean caughtUp = walk();
    if (!caughtUp) {
      ahead.leave(meta, cursor.position(), rest);
    }
    return new EventPage(page.events(), cursor.token(meta, scope), cursor.position(), caughtUp);
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
  /// bring the walk forward; the same goes for what an earlier page left over. What it leaves open
  /// is asked again at the full price:
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
  private boolean walk() {
    take(rest);
    if (page.isFull()) {
      return !rest.more() && isWholeAndLast();
    }
    while (!page.isFull() && slots < MAX_SLOTS) {
      Look cheap = look(Read.EVENTUAL);
      if (cheap instanceof Look.More) {
        continue;
      }
      if (page.isFull()) {
        return !(cheap instanceof Look.Hole) && isWholeAndLast();
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

  /// Looks from the cursor on and takes what follows it without a gap.
  private Look look(Read read) {
    int limit = limit();
    SlotRuns.Run run = runs.read(cursor.position(), limit, all ? needed() : limit, read);
    // Who waits at a hole is not read ahead for.
    int looked = run.slots().isEmpty() ? 0 : limit - 1;
    take(new ReadAhead.Rest(run.slots(), run.beyond() != null || run.more(), looked));
    if (run.beyond() != null) {
      return new Look.Hole(run.beyond());
    }
    if (!run.more()) {
      return new Look.End();
    }
    return run.slots().isEmpty() ? new Look.Nothing() : new Look.More();
  }

  /// Whether the page ends with a whole append, and nothing lies beyond it.
  private boolean isWholeAndLast() {
    return rest.slots().isEmpty() && cursor.index() == 0 && runs.isEnd(cursor.position());
  }

  /// As many slots as the page has room for, or twice as many as for the page before, and one more
  /// that says whether the log goes on. How many a filter takes is not known: twice as many with
  /// each look.
  private int limit() {
    if (all) {
      return Math.min(Math.max(needed(), 2 * before + 1), MAX_QUERY + 1);
    }
    filtered = Math.min(Math.max(2 * filtered, page.eventsLeft() + 1), MAX_QUERY);
    return Math.min(filtered, MAX_SLOTS - slots);
  }

  private int needed() {
    return runs.slotsFor(page.eventsLeft()) + 1;
  }

  /// Takes what lies at the cursor, as far as the page has room, and keeps the rest.
  private void take(ReadAhead.Rest found) {
    List<Slot> left = found.slots();
    while (!left.isEmpty() && !page.isFull()) {
      left = left.subList(takeSome(left), left.size());
    }
    rest = new ReadAhead.Rest(List.copyOf(left), found.more(), found.looked());
  }

  /// Takes the first slots, no more than have the events that the page has room for; returns how
  /// many it has passed.
  private int takeSome(List<Slot> found) {
    long first = cursor.position();
    List<LogEntry> run = new ArrayList<>();
    int room = all ? page.eventsLeft() : Integer.MAX_VALUE;
    int passed = 0;
    for (int events = 0; passed < found.size() && events < room; passed++) {
      if (found.get(passed) instanceof Slot.Committed slot) {
        run.add(new LogEntry(first + passed, slot));
        events += slot.events();
      }
    }
    slots += passed;
    Cursor end = filler.fill(run, cursor);
    cursor = end != null ? end : new Cursor(first + passed, 0);
    return (int) (cursor.position() - first);
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
    context.closed().decided(meta, cursor.position(), cursor.position());
    take(new ReadAhead.Rest(List.of(decided), true, before));
    return true;
  }
}
