package io.schemeless.eventstore.log.prefix;

import io.schemeless.eventstore.log.core.Backoff;
import io.schemeless.eventstore.log.core.Deadline;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import org.jspecify.annotations.Nullable;

/// Makes sure that every position of a part of the log is decided: then nothing there changes any
/// more. A position that is not is waited for, and sealed when its grace is over, as by a replay.
///
/// Whoever holds a position waits for lower ones only, so nobody waits in a circle.
public final class ClosedPrefix {
  private static final int MAX_QUERY = 1_000;

  /// How many positions one look forward goes at most.
  private static final int MAX_REACH = 20_000;

  /// What part of a grace is a moment.
  private static final int A_MOMENT = 16;

  private final StoreContext context;
  private final ClosedMarks marks;

  public ClosedPrefix(StoreContext context) {
    this.context = context;
    this.marks = new ClosedMarks(context);
  }

  /// Every position up to this one is decided, as far as is known without a look; 0 for none.
  public long mark(Meta meta) {
    return marks.mark(meta);
  }

  /// Waits until every position from one to below another is decided.
  ///
  /// @param since when the position was given that is waited at
  /// @throws Unavailable if that takes longer than there is time, or the store was reset
  public void close(Meta meta, long from, long below, long since, Deadline deadline) {
    Walk walk = new Walk(meta, Math.max(from, mark(meta) + 1), below);
    Backoff backoff = Backoff.polling(context.host(), deadline);
    while (walk.next < below) {
      if (walk.look() && !walk.seal(since)) {
        backoff.pause();
      }
    }
    walk.remember();
  }

  /// Closes the log as far as it can be without waiting.
  ///
  /// @param from no position below is asked for
  public Reach reach(Meta meta, long from) {
    Walk walk = new Walk(meta, Math.max(from, mark(meta) + 1), Keys.MAX_NUMBER);
    while (walk.next - walk.from < MAX_REACH) {
      if (walk.look() && (walk.later == null || !walk.seal(walk.laterAt()))) {
        walk.remember();
        return new Reach(walk.next, walk.later == null);
      }
    }
    return new Reach(walk.next, false);
  }

  /// A walk up the log to the first position that is not decided.
  private final class Walk {
    private final Meta meta;
    private final long from;
    private final long below;
    private long next;
    private @Nullable Slot later;
    private boolean mayWrite;
    private long sealNotBefore = Long.MIN_VALUE;

    Walk(Meta meta, long from, long below) {
      this.meta = meta;
      this.from = from;
      this.below = below;
      this.next = from;
    }

    /// Goes on as far as it can; true if it stands at a position that is not decided.
    boolean look() {
      CellPage page = context.cells().query(range());
      later = null;
      for (Cell cell : page.cells()) {
        if (Keys.numberOf(cell.key()) != next) {
          later = Slot.of(cell);
          return true;
        }
        next++;
      }
      if (page.more()) {
        remember();
      }
      return !page.more() && next < below;
    }

    private Range range() {
      return new Range(
          meta.keys().log(),
          Keys.number(next),
          Keys.number(below - 1),
          false,
          MAX_QUERY,
          Read.CONSISTENT);
    }

    /// When the slot beyond the position was put.
    long laterAt() {
      return later == null ? context.host().now() : later.at();
    }

    /// Seals the position if it is overdue. One that was overdue with it may be about to commit,
    /// now that nothing below holds it up, and is given a moment more.
    boolean seal(long since) {
      if (context.host().elapsed() < sealNotBefore
          || !context.grace().isHoleOver(meta.keys(), next, since)) {
        return false;
      }
      if (!mayWrite && !context.metas().unchanged(meta)) {
        throw new Unavailable("the store was reset meanwhile", null);
      }
      mayWrite = true;
      context.slots().seal(meta.keys(), next);
      next++;
      sealNotBefore = context.host().elapsed() + context.options().grace().toMillis() / A_MOMENT;
      return true;
    }

    void remember() {
      if (next > from) {
        context.closed().decided(meta, from, next - 1);
      }
      marks.keep(meta);
    }
  }

  /// How far the log is decided.
  ///
  /// @param below the lowest position that is not
  /// @param end whether nothing lies beyond
  public record Reach(long below, boolean end) {}
}
