package io.schemeless.eventstore.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.conformance.Noise;
import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.dynamodb.DynamoDbCells;
import io.schemeless.eventstore.history.History;
import io.schemeless.eventstore.history.History.Outcome;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.s3.S3ObjectStore;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.FindEvents.Chain;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamQuery;
import io.schemeless.eventstore.testing.Fault;
import io.schemeless.eventstore.testing.FaultyHttp;
import io.schemeless.eventstore.testing.LocalAws;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// For each operation, whichever of its requests goes wrong: the outcome is right, or an error that
/// says that the same call may be repeated, and then the repeated call is right.
class EveryRequestTest {
  private static final String BUCKET = LocalAws.freshBucket();
  private static final StreamId A = StreamId.of("order", "a");
  private static final StreamId B = StreamId.of("order", "b");

  private Function<FaultyHttp.Request, Fault> faults = _ -> new Fault.None();

  private interface Operation {
    /// What can be compared with the outcome of another run.
    Object run(EventStore store);
  }

  enum Read implements Operation {
    REPLAY(store -> store.replay(null, PageLimits.DEFAULT, ReplayFilter.ALL).events()),
    STREAM(store -> store.readStream(StreamQuery.forward(A)).events()),
    BACKWARD(store -> store.readStream(StreamQuery.backward(A).from(2L)).events()),
    VERSION(store -> store.streamVersion(B)),
    LIST(store -> store.listStreams(null, null, 10).streams()),
    EVENT(store -> store.event("id-1")),
    CHAIN(store -> store.chain(new Chain.Correlation("c"), null, PageLimits.DEFAULT).events());

    private final Operation operation;

    Read(Operation operation) {
      this.operation = operation;
    }

    @Override
    public Object run(EventStore store) {
      return operation.run(store);
    }
  }

  enum Append {
    SMALL(AppendRequest.of(event(A, "1"))),
    KEYED(
        AppendRequest.of(event(A, "2"), event(B, "3").withCorrelationId("c"))
            .withIdempotencyKey("k")),
    LARGE(AppendRequest.of(event(A, '"' + Noise.text(50_000) + '"')).withIdempotencyKey("l"));

    private final AppendRequest request;

    Append(AppendRequest request) {
      this.request = request;
    }
  }

  enum Trouble {
    THROTTLED(new Fault.Answered(503, "")),
    BROKEN(new Fault.Answered(500, "")),
    NOT_SENT(new Fault.NotSent()),
    ANSWER_LOST(new Fault.AnswerLost());

    private final Fault fault;

    Trouble(Fault fault) {
      this.fault = fault;
    }
  }

  private static NewEvent event(StreamId stream, String payload) {
    return NewEvent.of(stream, "t", Json.parse(payload));
  }

  private static EventStore open(AwsClients clients, String table) {
    return new Ports(
            new DynamoDbCells(clients.dynamoDb(), table, new SystemHost(), true),
            new S3ObjectStore(clients.s3(), BUCKET, table + "/"))
        .open();
  }

  /// Makes the k-th request fail, and all its repeats: the SDK's retries do not save it.
  private AtomicInteger breakForGood(int k, Fault fault) {
    AtomicInteger count = new AtomicInteger();
    AtomicInteger hit = new AtomicInteger();
    String[] broken = {""};
    faults =
        request -> {
          String name = request.operation() + request.body();
          if (count.getAndIncrement() == k) {
            broken[0] = name;
          }
          boolean breaks = name.equals(broken[0]);
          hit.addAndGet(breaks ? 1 : 0);
          return breaks ? fault : new Fault.None();
        };
    return hit;
  }

  private AtomicInteger breakOnce(int k, Fault fault) {
    AtomicInteger count = new AtomicInteger();
    AtomicInteger hit = new AtomicInteger();
    faults =
        _ -> {
          boolean breaks = count.getAndIncrement() == k;
          hit.addAndGet(breaks ? 1 : 0);
          return breaks ? fault : new Fault.None();
        };
    return hit;
  }

  @ParameterizedTest
  @EnumSource(Append.class)
  void an_append_any_of_whose_answers_is_lost_once_is_made_exactly_once(Append append) {
    int k = 0;
    while (judged(append, breakOnce(k, new Fault.AnswerLost())) > 0) {
      k++;
    }

    assertThat(k).as("requests").isGreaterThan(3);
  }

  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @ParameterizedTest
  @EnumSource(Append.class)
  void an_append_any_of_whose_requests_fails_for_good_is_made_or_may_be_repeated(Append append) {
    for (Trouble trouble : Trouble.values()) {
      int k = 0;
      while (judged(append, breakForGood(k, trouble.fault)) > 0) {
        k++;
      }
      assertThat(k).as("requests").isGreaterThan(3);
    }
  }

  /// Returns how often the fault struck.
  private int judged(Append append, AtomicInteger hit) {
    String table = LocalAws.freshTable();
    EventStore healthy = open(new AwsClients(LocalAws.dynamoDb(), LocalAws.s3()), table);
    History history = new History();
    history.append(healthy, AppendRequest.of(event(A, "\"before\"")));
    try (AwsClients clients = LocalAws.faulty(new FaultyHttp(request -> faults.apply(request)))) {
      EventStore store = open(clients, table);
      boolean made = history.append(store, append.request) == Outcome.ACKNOWLEDGED;
      int struck = hit.get();
      faults = _ -> new Fault.None();
      if (!made && append.request.idempotencyKey() != null) {
        assertThat(history.append(store, append.request))
            .as("repeated")
            .isEqualTo(Outcome.ACKNOWLEDGED);
      }
      history.append(store, AppendRequest.of(event(B, "\"after\"")));
      assertThat(history.judge(healthy).broken()).isEmpty();
      return struck;
    }
  }

  @ParameterizedTest
  @EnumSource(Read.class)
  void a_read_any_of_whose_requests_breaks_once_is_right(Read read) {
    String table = filled();
    Object right = read.run(open(new AwsClients(LocalAws.dynamoDb(), LocalAws.s3()), table));
    for (Trouble trouble : List.of(Trouble.BROKEN, Trouble.ANSWER_LOST)) {
      int k = 0;
      boolean struck = true;
      while (struck) {
        AtomicInteger hit = breakOnce(k++, trouble.fault);
        try (AwsClients clients = LocalAws.faulty(new FaultyHttp(r -> faults.apply(r)))) {
          assertThat(read.run(open(clients, table))).isEqualTo(right);
        }
        struck = hit.get() > 0;
      }
      assertThat(k).isGreaterThan(2);
    }
  }

  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @ParameterizedTest
  @EnumSource(Read.class)
  void a_read_any_of_whose_requests_fails_for_good_is_right_or_may_be_repeated(Read read) {
    String table = filled();
    Object right = read.run(open(new AwsClients(LocalAws.dynamoDb(), LocalAws.s3()), table));
    for (Trouble trouble : Trouble.values()) {
      boolean struck = true;
      for (int k = 0; struck; k++) {
        AtomicInteger hit = breakForGood(k, trouble.fault);
        try (AwsClients clients = LocalAws.faulty(new FaultyHttp(r -> faults.apply(r)))) {
          EventStore store = open(clients, table);
          assertRightOrRetryable(read, store, right);
          faults = _ -> new Fault.None();
          assertThat(read.run(store)).isEqualTo(right);
        }
        struck = hit.get() > 0;
      }
    }
  }

  private static void assertRightOrRetryable(Read read, EventStore store, Object right) {
    try {
      assertThat(read.run(store)).isEqualTo(right);
    } catch (StoreException e) {
      assertThat(e.retryable()).as(e.toString()).isTrue();
    }
  }

  /// A store with bodies in slots, in commits and in the bucket.
  private static String filled() {
    String table = LocalAws.freshTable();
    EventStore store = open(new AwsClients(LocalAws.dynamoDb(), LocalAws.s3()), table);
    store.reset(Duration.ofSeconds(5));
    store.append(AppendRequest.of(event(A, "1").withId("id-1").withCorrelationId("c")));
    store.append(
        AppendRequest.of(
            event(A, '"' + Noise.text(3_000) + '"'), event(B, "2").withCorrelationId("c")));
    store.append(AppendRequest.of(event(A, '"' + Noise.text(50_000) + '"')));
    return table;
  }
}
