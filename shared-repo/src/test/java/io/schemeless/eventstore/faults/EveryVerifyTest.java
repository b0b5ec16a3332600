package io.schemeless.eventstore.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.faults.FaultOnRequest.Span;
import io.schemeless.eventstore.faults.StorePlace.Client;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.testing.FaultyHttp;
import io.schemeless.eventstore.verify.StoreVerifier;
import io.schemeless.eventstore.verify.Verification;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A check or a repair of a damaged store, whichever of its requests goes wrong: the report is
/// right, or an error says that it may be run again, and that repairs the store.
class EveryVerifyTest {
  /// The quick tests strike one request of so many.
  private static final int SOME = 15;

  private final FaultOnRequest strikes = new FaultOnRequest();

  @Test
  void a_check_any_of_whose_calls_fails_is_right_or_may_be_run_again() {
    check(FaultKind.CUT_SHORT, Client.BRISK, Span.ONE_CALL, 2);
  }

  @ParameterizedTest
  @EnumSource
  void a_repair_some_of_whose_answers_are_lost_is_made_or_may_be_run_again(DamagedStore wreck) {
    repair(wreck, FaultKind.ANSWER_LOST, Client.BRISK, Span.ONE_CALL, SOME);
  }

  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @ParameterizedTest
  @EnumSource
  void a_check_is_right_or_may_be_run_again_whatever_goes_wrong(FaultKind trouble) {
    Client client = trouble.isSlow() ? Client.HASTY : Client.BRISK;
    check(trouble, client, Span.ONE_CALL, 1);
    check(trouble, client, Span.FOR_GOOD, 1);
  }

  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @ParameterizedTest
  @EnumSource
  void a_repair_is_made_or_may_be_run_again_whatever_goes_wrong(FaultKind trouble) {
    Client client = trouble.isSlow() ? Client.HASTY : Client.BRISK;
    repair(DamagedStore.RESTORED, trouble, client, Span.ONE_CALL, 2);
    repair(DamagedStore.SERVING, trouble, client, Span.ONE_CALL, 5);
    repair(DamagedStore.RESTORED, trouble, client, Span.FOR_GOOD, 5);
  }

  private void check(FaultKind trouble, Client client, Span span, int step) {
    StorePlace place = DamagedStore.SERVING.place();
    Verification right = settled(place);
    boolean struck = true;
    int k = 0;
    while (struck) {
      FaultyHttp http = new FaultyHttp(strikes);
      try (AwsClients clients = place.clients(http, client)) {
        StoreVerifier verifier = place.verifier(clients);
        strikes.arm(k, trouble, span);
        try {
          assertThat(verifier.verify((_, _) -> {})).as("%s", strikes).isEqualTo(right);
        } catch (StoreException e) {
          assertThat(e.retryable()).as("%s: %s", e, strikes).isTrue();
        }
        struck = strikes.disarm();
        assertThat(StorePlace.insist(() -> verifier.verify((_, _) -> {}))).isEqualTo(right);
      }
      assertThat(http.openBodies()).isZero();
      k += step;
    }
    assertThat(k).as("requests").isGreaterThan(8);
  }

  /// What a check finds once nothing can be under way any more.
  private static Verification settled(StorePlace place) {
    Verification now = place.verify();
    while (now.count(Verification.Count.OPEN_YOUNG) > 0) {
      now = place.verify();
    }
    return now;
  }

  private void repair(DamagedStore wreck, FaultKind trouble, Client client, Span span, int step) {
    // Each trouble begins elsewhere, so that together they strike every call.
    int k = trouble.ordinal() % step;
    while (isStruck(wreck, k, trouble, client, span)) {
      k += step;
    }
    assertThat(k).as("requests").isGreaterThan(50);
  }

  private boolean isStruck(DamagedStore wreck, int k, FaultKind trouble, Client client, Span span) {
    StorePlace place = wreck.place();
    Verification _ = settled(place);
    FaultyHttp http = new FaultyHttp(strikes);
    boolean struck;
    try (AwsClients clients = place.clients(http, client)) {
      StoreVerifier verifier = place.verifier(clients);
      strikes.arm(k, trouble, span);
      try {
        assertThat(verifier.repair(true, (_, _) -> {}).findings()).as("%s", strikes).isEmpty();
      } catch (StoreException e) {
        assertThat(e.retryable()).as("%s: %s", e, strikes).isTrue();
      }
      struck = strikes.disarm();
      assertThat(StorePlace.insist(() -> verifier.repair(true, (_, _) -> {})).findings())
          .as("run again: %s", strikes)
          .isEmpty();
    }
    assertThat(http.openBodies()).isZero();
    place.sound();
    EventStore store = place.open();
    assertThat(DamagedStore.replay(store)).as("%s", strikes).isEqualTo(DamagedStore.REPAIRED);
    assertThat(store.append(AppendRequest.of(SampleStore.event(SampleStore.B, "6"))).position())
        .as("%s", strikes)
        .isEqualTo(7);
    return struck;
  }
}
