package io.schemeless.eventstore.projection.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.schemeless.eventstore.client.EventData;
import io.schemeless.eventstore.client.RecordedEvent;
import io.schemeless.eventstore.client.StoreProblem;
import io.schemeless.eventstore.client.StreamName;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import org.jspecify.annotations.Nullable;

/// The library's types as the client's, and back. Numbers keep every digit.
public final class LibraryEvents {
  static final JsonNode NONE = JsonNodeFactory.instance.objectNode();

  private LibraryEvents() {}

  /// An event as the client shows it.
  public static RecordedEvent recorded(Event event) {
    return new RecordedEvent(
        event.id(),
        event.bySource(),
        name(event.stream()),
        event.type(),
        event.payload().toNode(),
        event.meta() == null ? null : event.meta().toNode(),
        event.correlationId(),
        event.causationId(),
        event.created(),
        event.sequence(),
        event.position(),
        event.index(),
        event.recorded(),
        event.tags(),
        event.recordedBy());
  }

  /// An event of the client's as one that the library appends.
  public static NewEvent toAppend(EventData event) {
    return new NewEvent(
        id(event.stream()),
        event.type(),
        Json.of(event.payload()),
        event.meta() == null ? null : Json.of(event.meta()),
        event.id(),
        event.bySource(),
        event.correlationId(),
        event.causationId(),
        event.tags(),
        event.created());
  }

  static StreamName name(StreamId stream) {
    return new StreamName(stream.domain(), stream.identifier());
  }

  static StreamId id(StreamName stream) {
    return StreamId.of(stream.domain(), stream.identifier());
  }

  /// What the library throws, as the client tells it: by the kinds of the problems' pages.
  static StoreProblem problem(StoreException e) {
    StoreProblem problem =
        switch (e) {
          case StoreException.VersionConflict conflict -> conflict(conflict);
          case StoreException.DuplicateEvent duplicate ->
              told(
                  409,
                  "duplicate-event",
                  e,
                  JsonNodeFactory.instance.objectNode().put("id", duplicate.id()));
          case StoreException.ConditionFailed x -> told(409, "condition-failed", e, NONE);
          case StoreException.IdempotencyMismatch x -> told(422, "idempotency-mismatch", e, NONE);
          case StoreException.InvalidRequest x -> told(400, "invalid-request", e, NONE);
          case StoreException.TokenRejected x -> told(400, "token-rejected", e, NONE);
          case StoreException.StoreWasReset x -> told(410, "store-was-reset", e, NONE);
          case StoreException.NotFound x -> told(404, "event-not-found", e, NONE);
          case StoreException.Throttled x -> told(503, "throttled", e, NONE);
          case StoreException.Unavailable x -> told(503, "unavailable", e, NONE);
          case StoreException.OutcomeUnknown x -> told(503, "outcome-unknown", e, NONE);
          case StoreException.CorruptData x -> told(500, "corrupt-data", e, NONE);
          case StoreException.RestoredTable x -> told(503, "restored-table", e, NONE);
          case StoreException.NoStore x -> told(503, "no-store", e, NONE);
          case StoreException.Misconfigured x -> told(500, "misconfigured", e, NONE);
          case StoreException.NotOwned x -> told(500, "misconfigured", e, NONE);
        };
    problem.initCause(e);
    return problem;
  }

  private static StoreProblem conflict(StoreException.VersionConflict e) {
    return told(
        409,
        "version-conflict",
        e,
        JsonNodeFactory.instance
            .objectNode()
            .put("expected", e.expected().orElse(-1))
            .put("actual", e.actual()));
  }

  private static StoreProblem told(int status, String kind, StoreException e, JsonNode body) {
    return StoreProblem.of(status, kind, text(e.getMessage()), e.retryable(), body);
  }

  private static String text(@Nullable String message) {
    return message == null ? "" : message;
  }
}
