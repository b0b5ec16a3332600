package io.schemeless.eventstore.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.faults.FaultOnRequest.Span;
import io.schemeless.eventstore.faults.StorePlace.Client;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.testing.FaultyHttp;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// For each operation that reads, whichever of its requests goes wrong: the answer is right, or an
/// error that says that the same call may be repeated, and then the repeated call is right.
class EveryReadTest {
  private static StorePlace place;

  private final FaultOnRequest strikes = new FaultOnRequest();

  @BeforeAll
  static void fill() {
    place = SampleStore.filled();
  }

  @ParameterizedTest
  @EnumSource
  void a_read_any_of_whose_calls_fails_is_right_or_may_be_repeated(EveryReadOperation read) {
    for (FaultKind trouble : List.of(FaultKind.THROTTLED, FaultKind.CUT_SHORT)) {
      broken(read, trouble, Client.BRISK, Span.ONE_CALL);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"REPLAY", "STREAM", "LIST"})
  void a_failure_in_passing_is_not_seen(EveryReadOperation read) {
    broken(read, FaultKind.BROKEN, Client.PATIENT, Span.ONE_TRY);
  }

  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @ParameterizedTest
  @EnumSource
  void a_read_is_right_or_may_be_repeated_whatever_goes_wrong(EveryReadOperation read) {
    for (FaultKind trouble : FaultKind.values()) {
      if (trouble.isSlow()) {
        broken(read, trouble, Client.HASTY, Span.ONE_CALL);
      } else {
        broken(read, trouble, Client.PATIENT, Span.ONE_TRY);
        broken(read, trouble, Client.BRISK, Span.ONE_CALL);
        broken(read, trouble, Client.BRISK, Span.FOR_GOOD);
      }
    }
  }

  private void broken(EveryReadOperation read, FaultKind trouble, Client client, Span span) {
    Object right = read.run(place.open());
    boolean struck = true;
    int k = 0;
    while (struck) {
      strikes.arm(k++, trouble, span);
      FaultyHttp http = new FaultyHttp(strikes);
      try (EventStore store = place.open(http, client)) {
        assertRightOrRetryable(read, store, right, span);
        struck = strikes.disarm();
        assertThat(StorePlace.insist(() -> read.run(store)))
            .as("repeated: %s", strikes)
            .isEqualTo(right);
      }
      assertThat(http.openBodies()).isZero();
    }
    assertThat(k).as("requests").isGreaterThan(1);
  }

  private void assertRightOrRetryable(
      EveryReadOperation read, EventStore store, Object right, Span span) {
    try {
      assertThat(read.run(store)).as("%s", strikes).isEqualTo(right);
    } catch (StoreException e) {
      assertThat(e.retryable()).as("%s: %s", e, strikes).isTrue();
      assertThat(span).as("the client's next try helps: %s", strikes).isNotEqualTo(Span.ONE_TRY);
    }
  }
}
