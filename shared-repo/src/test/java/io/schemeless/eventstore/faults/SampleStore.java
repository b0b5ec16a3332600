package io.schemeless.eventstore.faults;

import io.schemeless.eventstore.conformance.Noise;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.time.Duration;
import java.util.stream.IntStream;

/// What the reads are asked of.
final class SampleStore {
  static final StreamId A = StreamId.of("order", "a");
  static final StreamId B = StreamId.of("order", "b");

  private SampleStore() {}

  /// A store with bodies in slots, in commits and in the bucket, and with an earlier life.
  static StorePlace filled() {
    StorePlace place = StorePlace.fresh();
    EventStore store = place.open();
    store.append(AppendRequest.of(event(A, "\"gone\"")));
    store.reset(Duration.ofMinutes(1));
    NewEvent named = event(A, "1").withMeta(Json.parse("{\"source\":\"/s\"}")).withId("id-1");
    store.append(AppendRequest.of(named.withCorrelationId("c")));
    store.append(
        AppendRequest.of(
            event(A, noise(3_000)), event(B, "2").withCorrelationId("c"), event(A, "3")));
    store.append(
        AppendRequest.of(
            NewEvent.of(A, "u", Json.parse(noise(50_000)))
                .withId("id-large")
                .withCorrelationId("c")
                .withCausationId("cause")));
    store.append(
        AppendRequest.of(IntStream.range(10, 40).mapToObj(i -> event(B, "" + i)).toList()));
    store.append(AppendRequest.of(event(A, "4").withTags("tag")));
    return place;
  }

  static NewEvent event(StreamId stream, String payload) {
    return NewEvent.of(stream, "t", Json.parse(payload));
  }

  static String noise(int length) {
    return '"' + Noise.text(length) + '"';
  }
}
