package io.schemeless.eventstore.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.faults.FaultOnRequest.Span;
import io.schemeless.eventstore.faults.StorePlace.Client;
import io.schemeless.eventstore.history.History;
import io.schemeless.eventstore.history.History.Outcome;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.PurgeState;
import io.schemeless.eventstore.store.ResetStore;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.testing.FaultyHttp;
import io.schemeless.eventstore.verify.Verification.Count;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A reset, a purge or a recreation, whichever of its requests goes wrong: the store is as before
/// or empty, and doing it again empties and clears it.
class EveryResetTest {
  private static final Duration BUDGET = Duration.ofMinutes(1);

  private final FaultOnRequest strikes = new FaultOnRequest();

  enum Emptying {
    RESET(_ -> {}, store -> store.reset(BUDGET)),
    PURGE(store -> store.reset(Duration.ZERO), store -> store.purge(BUDGET)),
    RECREATE(_ -> {}, EventStore::recreate);

    private final Consumer<EventStore> before;
    private final Consumer<EventStore> operation;

    Emptying(Consumer<EventStore> before, Consumer<EventStore> operation) {
      this.before = before;
      this.operation = operation;
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_reset_any_of_whose_calls_fails_is_made_or_may_be_repeated(Emptying emptying) {
    broken(emptying, FaultKind.ANSWER_LOST, Client.BRISK, Span.ONE_CALL);
    if (emptying == Emptying.RESET) { // the others take seconds
      broken(emptying, FaultKind.NOT_SENT, Client.BRISK, Span.ONE_CALL);
    }
  }

  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @ParameterizedTest
  @EnumSource
  void a_reset_is_made_or_may_be_repeated_whatever_goes_wrong(Emptying emptying) {
    for (FaultKind trouble : FaultKind.values()) {
      Client client = trouble.isSlow() ? Client.HASTY : Client.BRISK;
      broken(emptying, trouble, client, Span.ONE_CALL);
      broken(emptying, trouble, client, Span.FOR_GOOD);
    }
  }

  private void broken(Emptying emptying, FaultKind trouble, Client client, Span span) {
    int k = 0;
    while (struck(emptying, k, trouble, client, span)) {
      k++;
    }
    assertThat(k).as("requests").isGreaterThan(3);
  }

  private boolean struck(Emptying emptying, int k, FaultKind trouble, Client client, Span span) {
    String name = "case";
    StorePlace place = StorePlace.fresh();
    EventStore healthy = place.open();
    History history = new History();
    AppendRequest before = Appending.LARGE.request(name);
    history.append(healthy, before);
    history.reset(by(() -> emptying.before.accept(healthy)), BUDGET);
    FaultyHttp http = new FaultyHttp(strikes);
    boolean struck;
    try (EventStore store = place.provision(http, client)) {
      strikes.arm(k, trouble, span);
      boolean made = attempt(emptying, store, history);
      struck = strikes.disarm();
      if (made && emptying != Emptying.PURGE) {
        assertThat(healthy.allEvents(10)).as("%s", strikes).isEmpty();
        assertThat(history.append(healthy, Appending.before(name)))
            .as("%s", strikes)
            .isEqualTo(Outcome.ACKNOWLEDGED);
      }
      if (emptying != Emptying.RECREATE) { // half-way there is no table
        assertThat(healthy.streamVersion(Appending.known(name))).as("%s", strikes).isIn(0L, 1L);
      }
      history.reset(by(() -> repeat(emptying, store)), BUDGET);
      assertThat(healthy.allEvents(10)).as("%s", strikes).isEmpty();
      StorePlace.insist(history, store, Appending.KEYED.request(name));
      assertThat(history.append(healthy, Appending.after(name)))
          .as("%s", strikes)
          .isEqualTo(Outcome.ACKNOWLEDGED);
    }
    assertThat(http.openBodies()).isZero();
    assertThat(history.judge(healthy).broken()).isEmpty();
    if (emptying == Emptying.RECREATE) { // it leaves the objects of the table that it dropped
      assertThat(healthy.purge(BUDGET).complete()).isTrue();
    }
    long left = place.sound().count(Count.PURGEABLE);
    assertThat(left).as("%s", strikes).isZero();
    return struck;
  }

  /// For the history, whatever empties a store is a reset.
  private static ResetStore by(Runnable emptying) {
    return new ResetStore() {
      @Override
      public PurgeState reset(Duration budget) {
        emptying.run();
        return new PurgeState(0, 0, true);
      }

      @Override
      public PurgeState purge(Duration budget) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void recreate() {
        throw new UnsupportedOperationException();
      }
    };
  }

  /// Whose answer to its CreateTable never came cannot know that the table is its own.
  private void repeat(Emptying emptying, EventStore store) {
    try {
      boolean _ =
          StorePlace.insist(
              () -> {
                emptying.operation.accept(store);
                return true;
              });
    } catch (StoreException.NotOwned e) {
      assertThat(strikes.operation()).as("%s", strikes).isEqualTo("CreateTable");
      store.reset(BUDGET);
    }
  }

  private boolean attempt(Emptying emptying, EventStore store, History history) {
    try {
      history.reset(by(() -> emptying.operation.accept(store)), BUDGET);
      return true;
    } catch (StoreException e) {
      assertThat(e.retryable()).as("%s: %s", e, strikes).isTrue();
      return false;
    }
  }
}
