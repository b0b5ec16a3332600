package io.schemeless.eventstore.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.faults.FaultOnRequest.Span;
import io.schemeless.eventstore.faults.StorePlace.Client;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.testing.FaultyHttp;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A store that is opened where there was nothing, whichever request on the way goes wrong: opening
/// it again makes it, whole and the library's own.
class EveryOpeningTest {
  private final FaultOnRequest strikes = new FaultOnRequest();

  @Test
  void an_opening_any_of_whose_answers_is_lost_once_makes_a_table_of_its_own() {
    broken(FaultKind.ANSWER_LOST, Client.PATIENT, Span.ONE_TRY);
  }

  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @ParameterizedTest
  @EnumSource
  void an_opening_is_made_or_may_be_repeated_whatever_goes_wrong(FaultKind trouble) {
    Client client = trouble.isSlow() ? Client.HASTY : Client.BRISK;
    broken(trouble, client, Span.ONE_CALL);
    broken(trouble, client, Span.FOR_GOOD);
  }

  private void broken(FaultKind trouble, Client client, Span span) {
    int k = 0;
    boolean struck = true;
    while (struck) {
      StorePlace place = StorePlace.missing();
      strikes.arm(k++, trouble, span);
      FaultyHttp http = new FaultyHttp(strikes);
      attempt(place, http, client);
      struck = strikes.disarm();
      assertThat(http.openBodies()).isZero();
      try (EventStore store = place.provision(new FaultyHttp(strikes), Client.PATIENT)) {
        store.append(Appending.LARGE.request("first"));
        assertThat(store.allEvents(10)).as("%s", strikes).hasSize(2);
        place.sound();
        if (span == Span.ONE_TRY) { // else nobody may have been left to mark it as the library's
          store.recreate();
          assertThat(store.allEvents(10)).as("%s", strikes).isEmpty();
        }
      }
    }
    assertThat(k).as("requests").isGreaterThan(8);
  }

  private void attempt(StorePlace place, FaultyHttp http, Client client) {
    try (EventStore store = place.provision(http, client)) {
      store.info();
    } catch (StoreException e) {
      assertThat(e.retryable()).as("%s: %s", e, strikes).isTrue();
      assertThat(http.closed()).isTrue();
    }
  }
}
