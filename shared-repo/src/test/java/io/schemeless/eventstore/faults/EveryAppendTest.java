package io.schemeless.eventstore.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.faults.FaultOnRequest.Span;
import io.schemeless.eventstore.faults.StorePlace.Client;
import io.schemeless.eventstore.history.History;
import io.schemeless.eventstore.history.History.Outcome;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.testing.FaultyHttp;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// For each kind of append, whichever of its requests goes wrong: it was made and said so, or it
/// may be repeated; a repeated request with a key is made once; and the store goes on, sound.
class EveryAppendTest {
  private final FaultOnRequest strikes = new FaultOnRequest();
  private final History history = new History();
  private StorePlace place;
  private EventStore healthy;
  private int cases;

  @BeforeEach
  void open() {
    place = StorePlace.fresh();
    healthy = place.open();
  }

  @ParameterizedTest
  @EnumSource(names = {"SMALL", "KEYED", "DECIDED"})
  void an_append_any_of_whose_calls_fails_is_made_or_may_be_repeated(Appending append) {
    for (FaultKind trouble : List.of(FaultKind.NOT_SENT, FaultKind.ANSWER_LOST)) {
      broken(append, trouble, Client.BRISK, Span.ONE_CALL);
    }

    judge();
  }

  @ParameterizedTest
  @EnumSource(names = {"CONDITIONAL", "LARGE", "DECIDED"})
  void an_append_any_of_whose_answers_is_lost_once_is_made_exactly_once(Appending append) {
    broken(append, FaultKind.ANSWER_LOST, Client.PATIENT, Span.ONE_TRY);

    judge();
  }

  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @ParameterizedTest
  @EnumSource
  void an_append_is_made_or_may_be_repeated_whatever_goes_wrong(Appending append) {
    for (FaultKind trouble : FaultKind.values()) {
      if (trouble.isSlow()) {
        broken(append, trouble, Client.HASTY, Span.ONE_CALL);
      } else {
        broken(append, trouble, Client.PATIENT, Span.ONE_TRY);
        broken(append, trouble, Client.BRISK, Span.ONE_CALL);
        broken(append, trouble, Client.BRISK, Span.FOR_GOOD);
      }
    }

    judge();
  }

  private void broken(Appending append, FaultKind trouble, Client client, Span span) {
    int k = 0;
    while (struck(append, k, trouble, client, span)) {
      k++;
    }
    assertThat(k).as("requests").isGreaterThan(4);
  }

  private boolean struck(Appending append, int k, FaultKind trouble, Client client, Span span) {
    String name = "%s-%s-%d-%d".formatted(append, trouble, k, cases++);
    history.append(healthy, Appending.before(name));
    AppendRequest request = append.request(name);
    FaultyHttp http = new FaultyHttp(strikes);
    boolean struck;
    try (EventStore store = place.open(http, client)) {
      strikes.arm(k, trouble, span);
      boolean made = history.append(store, request) == Outcome.ACKNOWLEDGED;
      struck = strikes.disarm();
      if (!made && request.idempotencyKey() != null) {
        StorePlace.insist(history, store, request);
      }
      StorePlace.insist(history, store, Appending.after(name));
    }
    assertThat(http.openBodies()).isZero();
    return struck;
  }

  private void judge() {
    assertThat(history.judge(healthy).broken()).isEmpty();
    place.sound();
  }
}
