package io.schemeless.eventstore.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event as a program hands it over to be appended.
///
/// ```java
/// EventData.of(StreamName.of("permit", "case-10011"), "confirmed", Map.of("by", "Resource21"))
///     .withCorrelationId("request-7");
/// ```
///
/// @param payload any JSON value
/// @param meta any JSON value beside the payload, or none
/// @param id unique in the store; without one the store gives one
/// @param bySource whether the id is unique among the events of `meta.source` alone, as those of
///   CloudEvents are
/// @param created when it happened; without it, the time at which the store recorded it
/// @param tags what it concerns, by which it is found and by which conditions look; up to 20
public record EventData(
    StreamName stream,
    String type,
    JsonNode payload,
    @Nullable JsonNode meta,
    @Nullable String id,
    boolean bySource,
    @Nullable String correlationId,
    @Nullable String causationId,
    @Nullable Instant created,
    List<String> tags) {
  public EventData {
    tags = List.copyOf(tags);
  }

  /// @param payload a tree of Jackson's, or anything that Jackson writes: a record, a map, a text
  public static EventData of(StreamName stream, String type, @Nullable Object payload) {
    return new EventData(
        stream, type, JsonValues.of(payload), null, null, false, null, null, null, List.of());
  }

  public EventData withMeta(@Nullable Object value) {
    JsonNode node = value == null ? null : JsonValues.of(value);
    return new EventData(
        stream, type, payload, node, id, bySource, correlationId, causationId, created, tags);
  }

  public EventData withId(@Nullable String value) {
    return new EventData(
        stream, type, payload, meta, value, bySource, correlationId, causationId, created, tags);
  }

  public EventData withBySource(boolean value) {
    return new EventData(
        stream, type, payload, meta, id, value, correlationId, causationId, created, tags);
  }

  public EventData withCorrelationId(@Nullable String value) {
    return new EventData(
        stream, type, payload, meta, id, bySource, value, causationId, created, tags);
  }

  public EventData withCausationId(@Nullable String value) {
    return new EventData(
        stream, type, payload, meta, id, bySource, correlationId, value, created, tags);
  }

  /// An event that another one caused: it takes over that one's chain.
  public EventData causedBy(RecordedEvent cause) {
    String chain = cause.correlationId() == null ? cause.id() : cause.correlationId();
    return withCorrelationId(chain).withCausationId(cause.id());
  }

  public EventData withCreated(@Nullable Instant value) {
    return new EventData(
        stream, type, payload, meta, id, bySource, correlationId, causationId, value, tags);
  }

  /// What the event concerns, such as `course:c1`: texts of 1 to 256 bytes.
  public EventData withTags(String... values) {
    return withTags(List.of(values));
  }

  public EventData withTags(List<String> values) {
    return new EventData(
        stream, type, payload, meta, id, bySource, correlationId, causationId, created, values);
  }
}
