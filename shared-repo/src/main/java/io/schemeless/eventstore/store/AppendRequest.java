package io.schemeless.eventstore.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Events to append, all or none of them, in the given order.
///
/// @param events 1 to 1,000 events of at most 100 streams, at most 100 of them with ids of the
///   client's
/// @param expected the version expected of a stream; a stream that is not named may be at any
///   version, and one that is named need not have an event here
/// @param condition what must not have been appended, or none
/// @param idempotencyKey makes a repeat of the same request answer as the first one did, for 7 days
public record AppendRequest(
    List<NewEvent> events,
    Map<StreamId, ExpectedVersion> expected,
    @Nullable AppendCondition condition,
    @Nullable String idempotencyKey) {
  /// As many events as one append takes.
  public static final int MAX_EVENTS = 1_000;

  public AppendRequest {
    events = List.copyOf(events);
    expected = Map.copyOf(expected);
  }

  public static AppendRequest of(NewEvent... events) {
    return of(List.of(events));
  }

  public static AppendRequest of(List<NewEvent> events) {
    return new AppendRequest(events, Map.of(), null, null);
  }

  public AppendRequest expecting(StreamId stream, ExpectedVersion version) {
    Map<StreamId, ExpectedVersion> all = new LinkedHashMap<>(expected);
    all.put(stream, version);
    return new AppendRequest(events, all, condition, idempotencyKey);
  }

  /// The same append, made only if the condition holds at its moment.
  public AppendRequest withCondition(@Nullable AppendCondition value) {
    return new AppendRequest(events, expected, value, idempotencyKey);
  }

  public AppendRequest withIdempotencyKey(@Nullable String key) {
    return new AppendRequest(events, expected, condition, key);
  }
}
