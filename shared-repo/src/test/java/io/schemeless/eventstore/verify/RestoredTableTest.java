package io.schemeless.eventstore.verify;

import static io.schemeless.eventstore.verify.VerifiedStore.A;
import static io.schemeless.eventstore.verify.VerifiedStore.B;
import static io.schemeless.eventstore.verify.VerifiedStore.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.conformance.ForwardingCells;
import io.schemeless.eventstore.conformance.Noise;
import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.port.Change;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException.NotFound;
import io.schemeless.eventstore.store.StoreException.RestoredTable;
import io.schemeless.eventstore.store.StoreException.StoreWasReset;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import io.schemeless.eventstore.verify.Finding.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A restored copy of a table, and a counter that is wrong: what a repair puts up as a fence.
class RestoredTableTest {
  private final VerifiedStore original = VerifiedStore.fresh();
  private final Keys keys = original.keys();
  private final List<Event> events = original.events();
  private final VerifiedStore restored = original.restored();

  @Test
  void a_restored_table_serves_again_after_its_repair_and_not_before() {
    assertThatThrownBy(() -> restored.store().append(AppendRequest.of(event(A, 7))))
        .isInstanceOf(RestoredTable.class);
    assertThat(restored.verify().found()).containsOnlyKeys(Kind.RESTORED_TABLE);

    Verification repaired = restored.repair();

    assertThat(repaired.findings()).isEmpty();
    assertThat(restored.events()).isEqualTo(events);
    assertThat(restored.store().append(AppendRequest.of(event(A, 7))).position()).isEqualTo(7);
    assertThat(restored.store().info().epoch()).isEqualTo(2);
    assertThat(restored.verify().findings()).isEmpty();
  }

  @Test
  void tokens_from_before_a_repair_are_gone() {
    ContinuationToken old = token();

    restored.repair();

    assertThatThrownBy(() -> restored.store().replay(old, PageLimits.DEFAULT, ReplayFilter.ALL))
        .isInstanceOf(StoreWasReset.class);
  }

  @Test
  void a_process_from_before_a_repair_drops_what_it_remembers() {
    original.set(keys.counter(), Attributes.NEXT, new Value.Number(3));
    ContinuationToken old = token();

    original.repair();

    assertThat(original.store().append(AppendRequest.of(event(A, 7))).position()).isEqualTo(7);
    assertThat(original.store().info().epoch()).isEqualTo(2);
    assertThatThrownBy(() -> original.store().replay(old, PageLimits.DEFAULT, ReplayFilter.ALL))
        .isInstanceOf(StoreWasReset.class);
  }

  private ContinuationToken token() {
    return original.store().replay(null, PageLimits.DEFAULT, ReplayFilter.ALL).next();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 2, 5, 6, 40})
  void the_next_ticket_is_one_above_the_highest_position(long next) {
    restored.set(keys.counter(), Attributes.NEXT, new Value.Number(next));

    restored.repair();

    assertThat(restored.store().append(AppendRequest.of(event(A, 7))).position()).isEqualTo(7);
  }

  @Test
  void a_missing_counter_is_made_again() {
    restored.remove(keys.counter());

    Verification repaired = restored.repair();

    assertThat(repaired.findings()).isEmpty();
    assertThat(restored.store().append(AppendRequest.of(event(A, 7))).position()).isEqualTo(7);
  }

  @Test
  void a_restored_table_whose_counter_is_not_understood_stays_as_it_is() {
    restored.unset(keys.counter(), Attributes.NEXT);
    restored.remove(keys.slot(6));
    var before = restored.cells();

    Verification repaired = restored.repair();

    assertThat(repaired.found()).containsOnlyKeys(Kind.RESTORED_TABLE, Kind.COUNTER_UNREADABLE);
    assertThat(repaired.repairs()).isEmpty();
    assertThat(restored.cells()).isEqualTo(before);
  }

  @Test
  void a_restored_table_with_a_bucket_that_is_not_its_own_stays_as_it_is() {
    restored.remove(keys.slot(6));
    restored.remove(keys.eventClaim("id-1"));
    var before = restored.cells();

    Verification refused = restored.withAnotherBucket().repair();

    assertThat(refused.found())
        .containsOnlyKeys(Kind.RESTORED_TABLE, Kind.OBJECT_MISSING, Kind.CLAIM_MISSING);
    assertThat(refused.repairs()).isEmpty();
    assertThat(restored.cells()).isEqualTo(before);

    assertThat(restored.repair().findings()).isEmpty();
    assertThat(restored.events()).isEqualTo(events);
  }

  @Test
  void a_version_of_which_nothing_is_left_is_given_to_nobody_else() {
    restored.store();
    NewEvent wide = NewEvent.of(B, "wide", Json.parse('"' + Noise.text(3_000) + '"'));
    original.store().append(AppendRequest.of(wide));
    restored.remove(keys.commit(B, 4));
    var before = restored.cells();

    Verification refused = restored.repair();

    assertThat(refused.found()).containsOnlyKeys(Kind.RESTORED_TABLE, Kind.COMMIT_MISSING);
    assertThat(restored.cells()).isEqualTo(before);
    assertThatThrownBy(() -> restored.store().append(AppendRequest.of(event(B, 7))))
        .isInstanceOf(RestoredTable.class);

    assertThat(restored.repairAcceptingLoss().findings()).isEmpty();
    assertThat(
            restored.store().append(AppendRequest.of(event(B, 7))).events().getFirst().sequence())
        .isEqualTo(5);
  }

  @Test
  void a_second_repair_of_a_restored_table_changes_nothing() {
    restored.remove(keys.slot(6));
    restored.remove(keys.commit(B, 2));
    restored.repairAcceptingLoss();

    var before = restored.cells();
    Verification again = restored.repairAcceptingLoss();

    assertThat(again.repairs()).isEmpty();
    assertThat(restored.cells()).isEqualTo(before);
  }

  @Test
  void an_id_of_an_event_that_the_restore_took_back_names_no_other_event() {
    String id = events.getLast().id();
    restored.remove(keys.slot(6));
    restored.remove(keys.commit(B, 3));
    restored.repair();

    AppendResult next = restored.store().append(AppendRequest.of(event(B, 7)));

    assertThat(next.position()).isEqualTo(6);
    assertThat(restored.store().event(id)).isEmpty();
    assertThatThrownBy(() -> restored.store().tokenAfter(id, ReplayFilter.ALL))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void a_new_epoch_waits_for_a_moment_without_tickets() {
    original.set(keys.counter(), Attributes.NEXT, new Value.Number(3));
    Ports ports = original.ports();
    StoreVerifier beside =
        new StoreVerifier(
            new ForwardingCells(ports.cells()) {
              @Override
              public boolean transact(List<Change> changes) {
                original.set(keys.counter(), Attributes.NEXT, new Value.Number(4));
                return super.transact(changes);
              }
            },
            ports.objects(),
            new SystemHost(),
            Ports.OPTIONS);

    assertThatThrownBy(() -> beside.repair(false, (_, _) -> {})).isInstanceOf(Unavailable.class);
    original.repair();

    assertThat(original.store().append(AppendRequest.of(event(A, 7))).position()).isEqualTo(7);
  }

  @Test
  void an_open_append_on_top_of_a_commit_that_is_brought_back_is_finished() {
    restored.remove(keys.commit(A, 1));
    restored.remove(keys.slot(2));

    Verification repaired = restored.repair();

    assertThat(repaired.findings()).isEmpty();
    assertThat(restored.events()).isEqualTo(events);
  }
}
