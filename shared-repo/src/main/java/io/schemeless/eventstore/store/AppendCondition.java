package io.schemeless.eventstore.store;

import org.jspecify.annotations.Nullable;

/// What must hold at the moment of an append: no event that the query wants lies in the log behind
/// `after`.
///
/// @param failIfEventsMatch what must not have been appended
/// @param after the token of any read of this store: what lies before it is known, and does not
///   count. Without one, every event counts
public record AppendCondition(EventQuery failIfEventsMatch, @Nullable ContinuationToken after) {

  /// No such event since a read.
  public static AppendCondition noneSince(ContinuationToken after, EventQuery query) {
    return new AppendCondition(query, after);
  }

  /// No such event at all.
  public static AppendCondition none(EventQuery query) {
    return new AppendCondition(query, null);
  }
}
