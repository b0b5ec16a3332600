package io.schemeless.eventstore.faults;

import static io.schemeless.eventstore.faults.SampleStore.event;

import io.schemeless.eventstore.conformance.Noise;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventQuery.Item;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.util.stream.IntStream;

/// Appends of every kind. Each time one is made, it is another one, to streams of its own.
enum Appending {
  SMALL,
  NEW_STREAM,
  KEYED,
  CONDITIONAL,
  /// Under a condition over its own tag.
  DECIDED,
  LARGE,
  WIDE;

  private static final String NOISE = Noise.text(50_000);

  /// The stream that already has one event.
  static StreamId known(String name) {
    return StreamId.of("order", "known-" + name);
  }

  static StreamId fresh(String name) {
    return StreamId.of("order", "new-" + name);
  }

  static AppendRequest before(String name) {
    return AppendRequest.of(event(known(name), text(name, "before")));
  }

  static AppendRequest after(String name) {
    return AppendRequest.of(
            event(known(name), text(name, "after")), event(fresh(name), text(name, "after, too")))
        .withIdempotencyKey("after-" + name);
  }

  AppendRequest request(String name) {
    StreamId known = known(name);
    StreamId fresh = fresh(name);
    return switch (this) {
      case SMALL -> AppendRequest.of(event(known, text(name, "1")));
      case NEW_STREAM -> AppendRequest.of(event(fresh, text(name, "1")));
      case KEYED ->
          AppendRequest.of(
                  event(known, text(name, "1")).withId("id-" + name).withCorrelationId("c"),
                  event(fresh, text(name, "2")).withCausationId("cause-" + name))
              .withIdempotencyKey("key-" + name);
      case CONDITIONAL ->
          AppendRequest.of(event(known, text(name, "1")))
              .expecting(known, ExpectedVersion.exactly(1))
              .withIdempotencyKey("key-" + name);
      case DECIDED ->
          AppendRequest.of(event(known, text(name, "1")).withTags("t-" + name))
              .withCondition(AppendCondition.none(EventQuery.of(Item.ofTags("t-" + name))))
              .withIdempotencyKey("key-" + name);
      case LARGE ->
          AppendRequest.of(
                  event(known, text(name, "1 " + NOISE)), event(fresh, text(name, "2 " + NOISE)))
              .withIdempotencyKey("key-" + name);
      case WIDE ->
          AppendRequest.of(
                  IntStream.range(0, 24)
                      .mapToObj(
                          i -> event(StreamId.of("wide", name + "-" + i), text(name, "w" + i)))
                      .toArray(NewEvent[]::new))
              .withIdempotencyKey("key-" + name);
    };
  }

  private static String text(String name, String what) {
    return '"' + name + " " + what + '"';
  }
}
