package io.schemeless.eventstore.log.prefix;

import io.schemeless.eventstore.log.core.Deadline;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/// How far the log is decided: up to there nothing changes any more. A position that is not decided
/// is waited for, and sealed when its grace is over, as by a replay.
///
/// Whoever holds a position waits for lower ones only, so nobody waits in a circle.
public final class ClosedPrefix {
  private static final int MAX_QUERY = 1_000;

  /// How many positions one look forward goes at most.
  private static final int MAX_REACH = 20_000;

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

  /// Watches the positions from one to below another.
  ///
  /// @param beside those that do not matter, whatever comes to lie there
  /// @param since when the position was given that is watched from
  public Watch watch(
      Meta meta, long from, long below, NavigableSet<Long> beside, long since, Deadline deadline) {
    return new Watch(context, marks, meta, from, below, beside, since, deadline);
  }

  /// Closes the log as far as it can be without waiting.
  ///
  /// @param from no position below is asked for
  public Reach reach(Meta meta, long from) {
    Walk walk = new Walk(meta, Math.max(from, mark(meta) + 1));
    Overdue overdue = new Overdue(context, meta);
    while (walk.next - walk.from < MAX_REACH) {
      if (!walk.look()) {
        continue;
      }
      if (walk.later == null || !overdue.seal(walk.next, walk.later.at())) {
        walk.remember();
        return new Reach(walk.next, walk.later == null);
      }
      walk.next++;
    }
    return new Reach(walk.next, false);
  }

  /// The slots from one position to another, as far as one request brings them.
  static Range slots(Meta meta, long first, long last) {
    return new Range(
        meta.keys().log(),
        Keys.number(first),
        Keys.number(last),
        false,
        MAX_QUERY,
        Read.CONSISTENT);
  }

  /// A walk up the log to the first position that is not decided.
  private final class Walk {
    private final Meta meta;
    private final long from;
    private long next;
    private @Nullable Slot later;

    Walk(Meta meta, long from) {
      this.meta = meta;
      this.from = from;
      this.next = from;
    }

    /// Goes on as far as it can; true if it stands at a position that is not decided.
    boolean look() {
      CellPage page = context.cells().query(slots(meta, next, Keys.MAX_NUMBER));
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
      return !page.more();
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
