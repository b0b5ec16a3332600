package io.schemeless.eventstore.local.load;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventQuery.Item;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReadStreams;
import io.schemeless.eventstore.store.ReplayEvents;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the requests of one writer, of every kind that there is. No two events of a load are
/// alike.
final class Requests {
  private static final int STREAMS = 6;
  private static final int TAGS = 8;

  /// A body of this size lies in the commit alone, one of the next in the bucket.
  private static final int MEDIUM = 2_000;

  private static final int LARGE = 50_000;

  private final String domain;
  private final int writer;
  private final SplittableRandom random;
  private final Map<String, ContinuationToken> seen = new HashMap<>();
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

  /// @param store tells the version that a request expects, and what a decision is made of
  <S extends ReplayEvents & ReadStreams> AppendRequest next(S store) {
    AppendRequest request = AppendRequest.of(events());
    if (oneIn(4)) {
      request = request.withCondition(condition(store, tag()));
    } else if (oneIn(3)) {
      StreamId stream = request.events().getFirst().stream();
      request = request.expecting(stream, ExpectedVersion.exactly(store.streamVersion(stream)));
    }
    return oneIn(2) ? request.withIdempotencyKey(name("key")) : request;
  }

  /// That no event with a tag, and perhaps none of another kind, came after those that were read
  /// just now.
  private AppendCondition condition(ReplayEvents store, String tag) {
    ReplayFilter filter = new ReplayFilter(domain, Set.of(), Set.of(tag));
    @Nullable ContinuationToken token = seen.get(tag);
    try {
      EventPage page;
      do {
        page = store.replay(token, PageLimits.DEFAULT, filter);
        token = page.next();
      } while (!page.events().isEmpty() && !page.caughtUp());
    } catch (StoreException.StoreWasReset e) {
      seen.clear();
      return condition(store, tag);
    }
    seen.put(tag, token);
    return AppendCondition.noneSince(token, query(tag));
  }

  /// What has the tag; now and then also what has another one and is of a type.
  private EventQuery query(String tag) {
    Item tagged = Item.ofTags(tag);
    return oneIn(3)
        ? EventQuery.of(tagged, Item.ofTags(tag()).withTypes("load-1"))
        : EventQuery.of(tagged);
  }

  private String tag() {
    return domain + "-tag-" + random.nextInt(TAGS);
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
      event = oneIn(3) ? event.withTags(tag()) : event;
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
