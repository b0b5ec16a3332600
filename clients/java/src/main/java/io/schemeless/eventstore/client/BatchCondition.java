package io.schemeless.eventstore.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What must hold at the moment of an append: no event that one of the items wants lies in the log
/// behind `after`.
///
/// @param failIfEventsMatch 1 to 32
/// @param after the token of any page of a replay: what lies before it is known, and does not
///   count. Without one, every event counts
public record BatchCondition(List<QueryItem> failIfEventsMatch, @Nullable String after) {
  public BatchCondition {
    failIfEventsMatch = List.copyOf(failIfEventsMatch);
  }

  /// No such event since a page.
  public static BatchCondition noneSince(String after, QueryItem... items) {
    return new BatchCondition(List.of(items), after);
  }

  /// No such event at all.
  public static BatchCondition none(QueryItem... items) {
    return new BatchCondition(List.of(items), null);
  }
}
