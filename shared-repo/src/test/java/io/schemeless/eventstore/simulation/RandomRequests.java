package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventQuery.Item;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the writers of a random run append: no event twice, but requests that claim something again
/// and again.
final class RandomRequests {
  private static final int MANY = 25;

  final List<StreamId> streams = new ArrayList<>();
  private final Random random;
  private final String body;
  private final List<AppendRequest> repeatable = new ArrayList<>();
  private int numbers;

  RandomRequests(Random random) {
    this.random = random;
    for (int i = random.nextInt(3); i >= 0; i--) {
      streams.add(StreamId.of("d", "s" + i));
    }
    // Too large for the table, however it is packed.
    this.body =
        random
            .ints(6_000, ' ' + 3, '[')
            .mapToObj(c -> String.valueOf((char) c))
            .collect(Collectors.joining());
  }

  StreamId stream() {
    return streams.get(random.nextInt(streams.size()));
  }

  String chain() {
    return "c" + random.nextInt(5);
  }

  String id() {
    return "e" + random.nextInt(40);
  }

  AppendRequest next(EventStore store) {
    if (!repeatable.isEmpty() && random.nextInt(4) == 0) {
      return repeatable.get(random.nextInt(repeatable.size()));
    }
    List<NewEvent> events = new ArrayList<>();
    boolean many = random.nextInt(50) == 0;
    for (int i = many ? MANY : random.nextInt(4); i >= 0; i--) {
      NewEvent event = many ? event().withCausationId("many" + i) : event();
      boolean twice = events.stream().anyMatch(e -> e.id() != null && e.id().equals(event.id()));
      events.add(twice ? event.withId(null).withBySource(false) : event);
    }
    AppendRequest request = AppendRequest.of(events);
    if (random.nextInt(4) == 0) {
      request = request.withCondition(condition(store));
    }
    if (random.nextInt(3) == 0) {
      StreamId stream = events.getFirst().stream();
      request = request.expecting(stream, ExpectedVersion.exactly(version(store, stream)));
    }
    if (random.nextInt(3) == 0) {
      request = request.withIdempotencyKey("k" + numbers);
    }
    if (request.idempotencyKey() != null || events.stream().allMatch(e -> e.id() != null)) {
      repeatable.add(request);
    }
    return request;
  }

  private String tag() {
    return "tag" + random.nextInt(3);
  }

  /// That nothing with a tag came since a read of it, or none where the store does not say.
  private @Nullable AppendCondition condition(EventStore store) {
    Item item = random.nextInt(4) == 0 ? Item.ofTypes("t") : Item.ofTags(tag());
    EventQuery query = EventQuery.of(item);
    try {
      @Nullable ContinuationToken token = null;
      for (int i = 0; i < 50; i++) {
        EventPage page = store.query(query, token, PageLimits.DEFAULT);
        token = page.next();
        if (page.caughtUp()) {
          break;
        }
      }
      return new AppendCondition(query, token);
    } catch (StoreException.Throttled
        | StoreException.Unavailable
        | StoreException.StoreWasReset e) {
      return null;
    }
  }

  private NewEvent event() {
    NewEvent event = untagged();
    return random.nextInt(3) == 0 ? event.withTags(tag()) : event;
  }

  private NewEvent untagged() {
    int number = numbers++;
    String payload = random.nextInt(10) == 0 ? "\"" + body + number + "\"" : "" + number;
    NewEvent bare = NewEvent.of(stream(), "t", Json.parse(payload));
    NewEvent event = random.nextInt(6) == 0 ? bare.withMeta(Json.parse(source())) : bare;
    return switch (random.nextInt(8)) {
      case 0, 1 -> event.withCorrelationId(chain());
      case 2 -> named(event, number);
      default -> event;
    };
  }

  private NewEvent named(NewEvent event, int number) {
    return event
        .withId(random.nextInt(4) == 0 ? id() : "n" + number)
        .withBySource(event.source() != null && random.nextBoolean());
  }

  private String source() {
    return "{\"source\":\"/" + random.nextInt(2) + "\"}";
  }

  private static long version(EventStore store, StreamId stream) {
    try {
      return store.streamVersion(stream);
    } catch (StoreException.Throttled | StoreException.Unavailable e) {
      return 0;
    }
  }
}
