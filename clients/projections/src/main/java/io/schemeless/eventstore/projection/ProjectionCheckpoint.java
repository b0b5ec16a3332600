package io.schemeless.eventstore.projection;

import io.schemeless.eventstore.client.RecordedEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far a projection is. Token and number are its place together: a page is read by the token,
/// and of what is on it the events up to the number are there already, since a page may be applied
/// in parts.
///
/// @param revision how often it was moved; it never goes back, so that a move from a revision finds
///   out any other move
/// @param token where the next page is read, none at the beginning
/// @param number that of the last event that is done, 0 for none
/// @param applied how many events are done, those that are parked among them
/// @param recorded when the store took the last event that is done
public record ProjectionCheckpoint(
    ProjectionId projection,
    long revision,
    @Nullable String token,
    long number,
    long applied,
    @Nullable Instant recorded) {

  /// Of a projection that has not begun.
  public static ProjectionCheckpoint beginning(ProjectionId projection) {
    return new ProjectionCheckpoint(projection, 0, null, 0, 0, null);
  }

  /// The next one, once these events are done too.
  ProjectionCheckpoint after(List<RecordedEvent> events, @Nullable String next) {
    if (events.isEmpty()) {
      return new ProjectionCheckpoint(projection, revision + 1, next, number, applied, recorded);
    }
    RecordedEvent last = events.getLast();
    return new ProjectionCheckpoint(
        projection, revision + 1, next, last.number(), applied + events.size(), last.recorded());
  }

  /// The next one, back at the beginning.
  ProjectionCheckpoint restarted() {
    return new ProjectionCheckpoint(projection, revision + 1, null, 0, 0, null);
  }
}
