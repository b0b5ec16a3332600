package io.schemeless.eventstore.store;

import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a reader starts that has no token.
///
/// A start says that what lies before it is of no interest, and so does a token that was made of
/// one, also as the `after` of a condition.
public sealed interface StartPoint {

  /// Right behind an event, whether or not the filter shows it.
  ///
  /// @param source where both name the event together, or none where its id names it alone
  record AfterEvent(String id, @Nullable String source) implements StartPoint {}

  /// At the first event with this position or a higher one. A position that the log has not reached
  /// is waited for: what comes before it is passed over.
  record AtPosition(long position) implements StartPoint {
    /// As many digits as positions have: 15.
    public static final long MAX = 999_999_999_999_999L;

    public AtPosition {
      if (position < 1 || position > MAX) {
        throw new InvalidRequest("a position is 1 to " + MAX);
      }
    }
  }

  /// At or before the first event that was recorded at this time or later; at the end of the log if
  /// none is. Times are those of the clocks of whoever appends, and not in the order of the log. No
  /// such event is missed, as long as clocks differ, and appends stand still between their position
  /// and their time, by less than a minute in all. What was recorded shortly before may come first:
  /// up to a minute of it, where that is more than 1,000 positions.
  record Since(Instant time) implements StartPoint {}

  /// This many positions before the end of the log, or at its beginning. Positions may have no
  /// event, or many; 0 is the end, behind which is only what comes.
  record Last(long positions) implements StartPoint {
    public Last {
      if (positions < 0) {
        throw new InvalidRequest("the last 0 positions or more");
      }
    }
  }
}
