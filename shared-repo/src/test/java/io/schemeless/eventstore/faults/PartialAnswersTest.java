package io.schemeless.eventstore.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.schemeless.eventstore.faults.StorePlace.Client;
import io.schemeless.eventstore.history.History;
import io.schemeless.eventstore.history.History.Outcome;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.testing.FaultyHttp;
import io.schemeless.eventstore.testing.FaultyHttp.Request;
import io.schemeless.eventstore.testing.HttpFault;
import io.schemeless.eventstore.verify.Verification.Count;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// DynamoDB may answer less than it was asked, and says so: nothing is taken for missing.
class PartialAnswersTest {
  private final PartialAnswers answers = new PartialAnswers();

  enum Partly {
    ONE_ITEM_A_PAGE(PartialAnswers::singleItems),
    AN_EMPTY_PAGE_FIRST(PartialAnswers::emptyFirst),
    ONE_KEY_OF_A_BATCH(PartialAnswers::oneOfEachBatch);

    private final BiFunction<PartialAnswers, Request, HttpFault> fault;

    Partly(BiFunction<PartialAnswers, Request, HttpFault> fault) {
      this.fault = fault;
    }
  }

  private FaultyHttp answering(Partly partly) {
    return new FaultyHttp(request -> partly.fault.apply(answers, request));
  }

  @ParameterizedTest
  @EnumSource
  void every_read_of_partial_answers_is_whole(Partly partly) {
    StorePlace place = SampleStore.filled();
    EventStore whole = place.open();
    try (EventStore store = place.open(answering(partly), Client.PATIENT)) {
      for (EveryReadOperation read : EveryReadOperation.values()) {
        assertThat(read.run(store)).as("%s", read).isEqualTo(read.run(whole));
      }
    }
    assertThat(answers.count()).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void every_write_upon_partial_answers_is_right(Partly partly) {
    StorePlace place = StorePlace.fresh();
    History history = new History();
    try (EventStore store = place.open(answering(partly), Client.PATIENT)) {
      for (Appending append : Appending.values()) {
        String name = append.name();
        history.append(store, Appending.before(name));
        assertThat(history.append(place.open(), append.request(name)))
            .isEqualTo(Outcome.ACKNOWLEDGED);
        assertThat(history.append(store, Appending.after(name))).isEqualTo(Outcome.ACKNOWLEDGED);
        if (append.request(name).idempotencyKey() != null) {
          assertThat(history.append(store, append.request(name)))
              .as("repeated")
              .isEqualTo(Outcome.ACKNOWLEDGED);
        }
      }
      assertThat(history.judge(store).broken()).isEmpty();
      history.reset(store, Duration.ofMinutes(1));
      assertThat(store.allEvents(10)).isEmpty();
    }
    assertThat(answers.count()).isPositive();
    assertThat(place.sound().count(Count.PURGEABLE)).isZero();
  }

  @Test
  void keys_that_are_never_processed_are_an_error_that_may_be_repeated() throws Exception {
    StorePlace place = SampleStore.filled();
    FaultyHttp http = new FaultyHttp(answers::noneOfAnyBatch);
    Set<EveryReadOperation> batched =
        Set.of(
            EveryReadOperation.REPLAY,
            EveryReadOperation.EVENT_IN_BUCKET,
            EveryReadOperation.LIST,
            EveryReadOperation.CHAIN);

    try (EventStore store = place.open(http, Client.PATIENT);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Throwable> failure :
          batched.stream().map(read -> threads.submit(() -> failure(read, store))).toList()) {
        assertThat(failure.get()).isInstanceOf(StoreException.Throttled.class);
      }
    }
    assertThat(answers.count()).isPositive();
  }

  private static Throwable failure(EveryReadOperation read, EventStore store) {
    return catchThrowable(() -> read.run(store));
  }
}
