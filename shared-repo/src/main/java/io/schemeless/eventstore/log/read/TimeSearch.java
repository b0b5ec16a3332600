package io.schemeless.eventstore.log.read;

import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.log.prefix.Cursor;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import java.time.Duration;
import java.time.Instant;

/// Finds where in the log the events of a time start, by bisecting it.
///
/// A position is given out before its append is stamped, and stamps are of many clocks, so they do
/// not rise with the positions. But an append at a position has taken it before any at a higher one
/// did: if one at a higher position was stamped well before the time, by more than clocks differ
/// and appends stand still, this one was stamped before it, too. So the search looks for the
/// highest position that was stamped well before the time, and goes on behind it. A step that finds
/// out nothing goes down, and can only make the reader start too early.
final class TimeSearch {
  /// How much earlier is well before.
  static final Duration MARGIN = Duration.ofMinutes(1);

  /// How many slots a step looks at: voids are stamped when they are sealed, which can be late.
  private static final int LOOKED_AT = 8;

  /// How many positions behind the found one are looked at, to start no earlier than need be.
  static final int TRIMMED = 1_000;

  private final Cells cells;
  private final Keys keys;
  private final long end;

  /// @param end the lowest position above which nothing lies
  TimeSearch(Cells cells, Keys keys, long end) {
    this.cells = cells;
    this.keys = keys;
    this.end = end;
  }

  Cursor since(Instant time) {
    long millis = millis(time);
    long wellBefore = millis - MARGIN.toMillis();
    long known = 0;
    long open = end;
    while (known + 1 < open) {
      long middle = known + (open - known) / 2;
      long found = highestBefore(wellBefore, middle, open - 1);
      if (found == 0) {
        open = middle;
      } else {
        known = found;
      }
    }
    return trimmed(known + 1, millis);
  }

  /// Recorded times have milliseconds, of which none is before a time if it is not before the next
  /// whole one.
  private static long millis(Instant time) {
    long seconds = Math.clamp(time.getEpochSecond(), 0, Keys.MAX_NUMBER / 1_000);
    return seconds * 1_000 + (time.getNano() + 999_999) / 1_000_000;
  }

  /// The highest of the first few slots from a position on that was stamped before a time; 0 for
  /// none.
  private long highestBefore(long millis, long from, long to) {
    long found = 0;
    for (Cell cell : query(from, to, LOOKED_AT)) {
      if (stamp(Slot.of(cell)) < millis) {
        found = Keys.numberOf(cell.key());
      }
    }
    return found;
  }

  private static long stamp(Slot slot) {
    return switch (slot) {
      case Slot.Committed committed -> committed.recorded();
      case Slot.Void(long at) -> at;
    };
  }

  /// Passes over what is decided without a gap and was recorded before the time.
  private Cursor trimmed(long from, long millis) {
    long next = from;
    for (Cell cell : query(from, Keys.MAX_NUMBER, TRIMMED)) {
      boolean passed =
          Keys.numberOf(cell.key()) == next
              && !(Slot.of(cell) instanceof Slot.Committed slot && slot.recorded() >= millis);
      if (!passed) {
        break;
      }
      next++;
    }
    return new Cursor(next, 0);
  }

  /// What is missing in an answer at half the price can only make the reader start earlier.
  private Iterable<Cell> query(long from, long to, int limit) {
    return cells
        .query(
            new Range(keys.log(), Keys.number(from), Keys.number(to), false, limit, Read.EVENTUAL))
        .cells();
  }
}
