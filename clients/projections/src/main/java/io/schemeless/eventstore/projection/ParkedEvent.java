package io.schemeless.eventstore.projection;

import io.schemeless.eventstore.client.RecordedEvent;
import io.schemeless.eventstore.client.StreamName;
import org.jspecify.annotations.Nullable;

/// An event that a projection could not apply and went past. It names the event and holds nothing
/// of its payload; the event itself is read from the store again when it is wanted.
///
/// @param number its [RecordedEvent#number()]
/// @param sequence its version in its stream
/// @param failure the class of what was thrown
/// @param after the token of a page that has it, none where that is the first one
public record ParkedEvent(
    ProjectionId projection,
    long number,
    String id,
    StreamName stream,
    long sequence,
    String type,
    String failure,
    @Nullable String after) {

  static ParkedEvent of(
      ProjectionId projection, RecordedEvent event, Exception failure, @Nullable String after) {
    return new ParkedEvent(
        projection,
        event.number(),
        event.id(),
        event.stream(),
        event.sequence(),
        event.type(),
        failure.getClass().getName(),
        after);
  }
}
