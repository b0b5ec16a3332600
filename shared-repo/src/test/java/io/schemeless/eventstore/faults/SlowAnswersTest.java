package io.schemeless.eventstore.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.faults.FaultOnRequest.Span;
import io.schemeless.eventstore.faults.StorePlace.Client;
import io.schemeless.eventstore.history.History;
import io.schemeless.eventstore.history.History.Outcome;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.testing.FaultyHttp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An answer that takes longer than the client's time limit, whether the request was carried out at
/// once or lands when nobody waits for it any more. The cases run side by side, since they wait.
class SlowAnswersTest {
  private static final int REQUESTS = 10;

  private final StorePlace place = StorePlace.fresh();
  private final History history = new History();

  @ParameterizedTest
  @EnumSource(names = {"UNANSWERED", "LATE"})
  void an_append_any_of_whose_answers_is_too_slow_is_made_or_may_be_repeated(FaultKind trouble)
      throws Exception {
    int slow = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> cases = new ArrayList<>();
      for (Appending append : List.of(Appending.KEYED, Appending.LARGE)) {
        for (int k = 0; k < REQUESTS; k++) {
          int number = k;
          cases.add(threads.submit(() -> slow(append, number, trouble)));
        }
      }
      for (Future<Boolean> each : cases) {
        slow += each.get() ? 1 : 0;
      }
    }

    assertThat(history.judge(place.open()).broken()).isEmpty();
    place.sound();
    assertThat(slow).as("requests that were slow").isGreaterThan(REQUESTS);
  }

  private boolean slow(Appending append, int k, FaultKind trouble) throws InterruptedException {
    String name = append + "-" + k;
    assertThat(history.append(place.open(), Appending.before(name)))
        .isEqualTo(Outcome.ACKNOWLEDGED);
    FaultOnRequest strikes = new FaultOnRequest();
    FaultyHttp http = new FaultyHttp(strikes);
    boolean struck;
    try (EventStore store = place.open(http, Client.HASTY)) {
      strikes.arm(k, trouble, Span.ONE_TRY);
      boolean made = history.append(store, append.request(name)) == Outcome.ACKNOWLEDGED;
      struck = strikes.disarm();
      if (!made) {
        repeat(append, name);
      }
    }
    http.awaitLate();
    assertThat(http.openBodies()).isZero();
    return struck;
  }

  private void repeat(Appending append, String name) {
    assertThat(history.append(place.open(), append.request(name))).isEqualTo(Outcome.ACKNOWLEDGED);
  }
}
