package io.schemeless.eventstore.verify;

import static io.schemeless.eventstore.verify.VerifiedStore.A;
import static io.schemeless.eventstore.verify.VerifiedStore.B;
import static io.schemeless.eventstore.verify.VerifiedStore.BOTH;
import static io.schemeless.eventstore.verify.VerifiedStore.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.conformance.DyingCells;
import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A repair that is killed at any of its calls to the table, and run again.
class KilledRepairTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_repair_that_is_killed_and_run_again_ends_as_one_that_was_not(boolean inARestoredTable) {
    VerifiedStore whole = damaged(inARestoredTable);
    assertThat(whole.repairAcceptingLoss().findings()).isEmpty();
    List<String> right = told(whole);
    int calls = 0;
    boolean killed = true;
    while (killed) {
      VerifiedStore store = damaged(inARestoredTable);

      killed = isKilled(store, calls);
      Verification again = store.repairAcceptingLoss();

      assertThat(again.findings()).as("after %d calls", calls).isEmpty();
      assertThat(told(store)).as("after %d calls", calls).isEqualTo(right);
      assertThat(store.repairAcceptingLoss().repairs()).isEmpty();
      assertThat(store.store().append(AppendRequest.of(event(A, 7))).position()).isEqualTo(7);
      assertThat(store.verify().findings()).isEmpty();
      calls++;
    }
    assertThat(calls).isGreaterThan(50);
  }

  private static boolean isKilled(VerifiedStore store, int calls) {
    Ports ports = store.ports();
    try {
      Verification _ =
          new StoreVerifier(
                  new DyingCells(ports.cells(), calls),
                  ports.objects(),
                  store.host(),
                  Ports.OPTIONS)
              .repair(true, (_, _) -> {});
      return false;
    } catch (DyingCells.Death _) {
      return true;
    }
  }

  /// Something to bring back, to decide and to replace by a tombstone.
  private static VerifiedStore damaged(boolean inARestoredTable) {
    VerifiedStore original = VerifiedStore.fresh();
    VerifiedStore store = inARestoredTable ? original.restored() : original.anHourLater();
    Keys keys = original.keys();
    store.remove(keys.eventClaim("id-1"));
    store.remove(keys.chain("chain-1", BOTH));
    store.remove(keys.commit(A, 1));
    store.remove(keys.commit(B, 2));
    store.remove(keys.slot(5));
    store.remove(keys.commit(A, 4));
    store.remove(keys.slot(6));
    store.unset(keys.commit(B, 1), Cell.INDEX_PARTITION);
    store.set(keys.counter(), Attributes.NEXT, new Value.Number(3));
    original.ports().objects().deleteSome(keys.objects());
    return store;
  }

  private static List<String> told(VerifiedStore store) {
    return store.events().stream().map(KilledRepairTest::told).toList();
  }

  private static String told(Event event) {
    return event.position() + " " + event.stream() + " " + event.sequence() + " " + event.type();
  }
}
