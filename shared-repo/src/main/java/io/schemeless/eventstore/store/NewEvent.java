package io.schemeless.eventstore.store;

import io.schemeless.eventstore.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event as a program hands it over to be appended.
///
/// ```java
/// NewEvent.of(StreamId.of("permit", "case-10011"), "confirmed", Json.parse("{\"by\":\"Resource21\"}"))
///     .withCorrelationId("request-7");
/// ```
///
/// @param stream the stream that it is appended to
/// @param type what happened, 1 to 512 bytes of UTF-8
/// @param payload any JSON value, `null`, `0` and `false` included; the event is at most 3 MiB
/// @param meta any JSON value beside the payload, at most 64 KiB, or none
/// @param id the event's id, unique in the store; without one the store gives one
/// @param bySource whether the id is unique among the events of one [#source()] alone, as those of
///   CloudEvents are: source and id name the event together
/// @param correlationId the chain of causes that the event belongs to
/// @param causationId the id of the event or command that caused this one
/// @param tags what it concerns, by which it can be found and by which conditions look: up to 20
///   distinct texts of 1 to 256 bytes of UTF-8
/// @param created when it happened; without it, the time at which the store recorded it
/// @param recordedBy who appends it, by the word of whoever let the caller in and never by the
///   caller's own; none where nobody says. What changes an event takes it off
public record NewEvent(
    StreamId stream,
    String type,
    Json payload,
    @Nullable Json meta,
    @Nullable String id,
    boolean bySource,
    @Nullable String correlationId,
    @Nullable String causationId,
    List<String> tags,
    @Nullable Instant created,
    @Nullable String recordedBy) {
  /// How many tags an event may have.
  public static final int MAX_TAGS = 20;

  /// How long a tag may be.
  public static final int MAX_TAG_BYTES = 256;

  public NewEvent {
    tags = List.copyOf(tags);
  }

  /// An event of which nobody says who appends it.
  public NewEvent(
      StreamId stream,
      String type,
      Json payload,
      @Nullable Json meta,
      @Nullable String id,
      boolean bySource,
      @Nullable String correlationId,
      @Nullable String causationId,
      List<String> tags,
      @Nullable Instant created) {
    this(
        stream, type, payload, meta, id, bySource, correlationId, causationId, tags, created, null);
  }

  public static NewEvent of(StreamId stream, String type, Json payload) {
    return new NewEvent(stream, type, payload, null, null, false, null, null, List.of(), null);
  }

  public NewEvent withPayload(Json value) {
    return new NewEvent(
        stream, type, value, meta, id, bySource, correlationId, causationId, tags, created);
  }

  public NewEvent withMeta(@Nullable Json value) {
    return new NewEvent(
        stream, type, payload, value, id, bySource, correlationId, causationId, tags, created);
  }

  public NewEvent withId(@Nullable String value) {
    return new NewEvent(
        stream, type, payload, meta, value, bySource, correlationId, causationId, tags, created);
  }

  /// The same event, named by its [#source()] and its id together, or by its id alone.
  public NewEvent withBySource(boolean value) {
    return new NewEvent(
        stream, type, payload, meta, id, value, correlationId, causationId, tags, created);
  }

  public NewEvent withCorrelationId(@Nullable String value) {
    return new NewEvent(
        stream, type, payload, meta, id, bySource, value, causationId, tags, created);
  }

  public NewEvent withCausationId(@Nullable String value) {
    return new NewEvent(
        stream, type, payload, meta, id, bySource, correlationId, value, tags, created);
  }

  public NewEvent withTags(String... values) {
    return withTags(List.of(values));
  }

  public NewEvent withTags(List<String> values) {
    return new NewEvent(
        stream, type, payload, meta, id, bySource, correlationId, causationId, values, created);
  }

  public NewEvent withCreated(@Nullable Instant value) {
    return new NewEvent(
        stream, type, payload, meta, id, bySource, correlationId, causationId, tags, value);
  }

  /// The same event with the word of who appends it, or without. Comes last.
  public NewEvent withRecordedBy(@Nullable String value) {
    return new NewEvent(
        stream, type, payload, meta, id, bySource, correlationId, causationId, tags, created, value);
  }

  /// Where it comes from, by its meta: the member `source`. None where that is no text.
  public @Nullable String source() {
    return meta == null ? null : meta.textOf("source");
  }
}
