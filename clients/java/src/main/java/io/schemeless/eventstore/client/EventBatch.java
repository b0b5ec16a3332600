package io.schemeless.eventstore.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Events to append, all or none of them, in the given order.
///
/// @param events 1 to 1,000, at most 100 of them with ids of the client's
/// @param expected the version that a stream must have, 0 for a new one; other streams may be at
///   any version. One that has no event here is only checked
/// @param idempotencyKey makes a repeat of the same batch answer as the first one did, for 7 days.
///   Each batch comes with one of its own, so that a batch whose answer was lost is made once
/// @param condition what must not have been appended, or none
public record EventBatch(
    List<EventData> events,
    Map<StreamName, Long> expected,
    String idempotencyKey,
    @Nullable BatchCondition condition) {
  public EventBatch {
    events = List.copyOf(events);
    expected = Map.copyOf(expected);
  }

  public static EventBatch of(EventData... events) {
    return of(List.of(events));
  }

  public static EventBatch of(List<EventData> events) {
    return new EventBatch(events, Map.of(), UUID.randomUUID().toString(), null);
  }

  /// @param version the sequence of the stream's newest event, 0 for a stream without events
  public EventBatch expecting(StreamName stream, long version) {
    Map<StreamName, Long> all = new LinkedHashMap<>(expected);
    all.put(stream, version);
    return new EventBatch(events, all, idempotencyKey, condition);
  }

  /// A key that outlives the process: a repeat after a restart is made once, too.
  public EventBatch withIdempotencyKey(String key) {
    return new EventBatch(events, expected, key, condition);
  }

  /// The same append, made only if the condition holds at its moment.
  public EventBatch withCondition(@Nullable BatchCondition value) {
    return new EventBatch(events, expected, idempotencyKey, value);
  }
}
