package io.schemeless.eventstore.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event as the store holds it.
///
/// @param sequence its version in its stream, dense from 1
/// @param position its append's place in the store's one order; shared by the events of one append
/// @param index its place among the events of its position, from 0
/// @param recorded when the store took it
/// @param tags what it concerns
/// @param recordedBy who appended it, by the word of API Gateway; none where nobody was asked
public record RecordedEvent(
    String id,
    boolean bySource,
    StreamName stream,
    String type,
    JsonNode payload,
    @Nullable JsonNode meta,
    @Nullable String correlationId,
    @Nullable String causationId,
    Instant created,
    long sequence,
    long position,
    int index,
    Instant recorded,
    List<String> tags,
    @Nullable String recordedBy) {
  /// By how much the numbers of two positions differ: no position has more events.
  private static final int A_POSITION = 1_000;

  public RecordedEvent {
    tags = List.copyOf(tags);
  }

  /// One number for the event that rises by event over the whole store, with gaps: a thousand times
  /// its position, and its index. What was written by it tells whether an event was already
  /// applied.
  public long number() {
    return position * A_POSITION + index;
  }

  /// The payload as a type of the program's, by Jackson.
  ///
  /// @throws IllegalArgumentException if it does not fit
  public <T> T payloadAs(Class<T> wanted) {
    return JsonValues.as(payload, wanted);
  }

  /// The event as one that can be appended to another store: the same but for what a store gives.
  public EventData toData() {
    return new EventData(
        stream, type, payload, meta, id, bySource, correlationId, causationId, created, tags);
  }
}
