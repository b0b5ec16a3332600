package io.schemeless.eventstore.local.load;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.ReadStreams;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Makes the requests of one writer, of every kind that there is. No two events of a load are
/// alike.
final class Requests {
  private static final int STREAMS = 6;

  /// A body of this size lies in the commit alone, one of the next in the bucket.
  private static final int MEDIUM = 2_000;

  private static final int LARGE = 50_000;

  private final String domain;
  private final int writer;
  private final SplittableRandom random;
  private int number;

  Requests(String domain, int writer, long seed) {
    this.domain = domain;
    this.writer = writer;
    this.random = new SplittableRandom(seed);
  }

  /// The streams that all writers share; one is that of the domain as a whole.
  static List<StreamId> streams(String domain) {
    return Stream.concat(
            Stream.of(StreamId.of(domain)),
            Stream.iterate(1, i -> i + 1)
                .limit(STREAMS - 1)
                .map(i -> StreamId.of(domain, "stream-" + i)))
        .toList();
  }

  /// @param store tells the version that a request expects
  AppendRequest next(ReadStreams store) {
    AppendRequest request = AppendRequest.of(events());
    if (oneIn(3)) {
      StreamId stream = request.events().getFirst().stream();
      request = request.expecting(stream, ExpectedVersion.exactly(store.streamVersion(stream)));
    }
    return oneIn(2) ? request.withIdempotencyKey(name("key")) : request;
  }

  /// Whether what happens to one request in so many happens now.
  boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  private List<NewEvent> events() {
    List<StreamId> streams = streams(domain);
    boolean several = oneIn(3);
    boolean named = oneIn(8);
    StreamId stream = streams.get(random.nextInt(STREAMS));
    List<NewEvent> events = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      number++;
      NewEvent event = NewEvent.of(stream, "load-" + number % 3, payload());
      event = named ? event.withId(name("id")) : event;
      events.add(oneIn(4) ? event.withCorrelationId(domain + "-" + random.nextInt(20)) : event);
      stream = several ? streams.get(random.nextInt(STREAMS)) : stream;
    }
    return events;
  }

  private Json payload() {
    int size = oneIn(100) ? LARGE : oneIn(10) ? MEDIUM : random.nextInt(40);
    byte[] noise = new byte[size / 4 * 3];
    random.nextBytes(noise);
    return Json.parse(
        "{\"writer\":%d,\"number\":%d,\"noise\":\"%s\"}"
            .formatted(writer, number, Base64.getEncoder().encodeToString(noise)));
  }

  private String name(String what) {
    return domain + "-" + what + "-" + writer + "-" + number;
  }
}
