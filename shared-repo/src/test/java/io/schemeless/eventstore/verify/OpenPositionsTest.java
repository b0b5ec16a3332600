package io.schemeless.eventstore.verify;

import static io.schemeless.eventstore.verify.VerifiedStore.A;
import static io.schemeless.eventstore.verify.VerifiedStore.B;
import static io.schemeless.eventstore.verify.VerifiedStore.BOTH;
import static io.schemeless.eventstore.verify.VerifiedStore.IN_BUCKET;
import static io.schemeless.eventstore.verify.VerifiedStore.LARGE;
import static io.schemeless.eventstore.verify.VerifiedStore.WIDE;
import static io.schemeless.eventstore.verify.VerifiedStore.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.CommitRef;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.verify.Finding.Kind;
import io.schemeless.eventstore.verify.Verification.Count;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Appends that a restore or a death left open: a repair decides each of them.
class OpenPositionsTest {
  private final VerifiedStore original = VerifiedStore.fresh();
  private final Keys keys = original.keys();
  private final List<Event> events = original.events();
  private final VerifiedStore restored = original.restored();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void appends_above_the_last_slot_are_finished(int slots) {
    for (int position = slots + 1; position <= 6; position++) {
      restored.remove(keys.slot(position));
    }

    Verification repaired = restored.repair();

    assertThat(repaired.findings()).isEmpty();
    assertThat(restored.events()).isEqualTo(events);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void a_hole_below_a_slot_is_finished_too(int position) {
    restored.remove(keys.slot(position));

    Verification repaired = restored.repair();

    assertThat(repaired.findings()).isEmpty();
    assertThat(restored.events()).isEqualTo(events);
  }

  @Test
  void an_append_that_is_not_whole_is_given_up_with_all_that_lies_on_it() {
    for (int position = 2; position <= 6; position++) {
      restored.remove(keys.slot(position));
    }
    restored.remove(keys.chain("chain-1", BOTH));

    Verification repaired = restored.repair();

    assertThat(repaired.findings()).isEmpty();
    assertThat(restored.events()).extracting(Event::position).containsExactly(1L, 3L);
    assertThat(restored.store().streamVersion(A)).isEqualTo(1);
    assertThat(restored.store().streamVersion(B)).isZero();
    assertThat(restored.store().append(AppendRequest.of(event(A, 7), event(B, 8))).position())
        .isEqualTo(7);
    assertThat(restored.verify().findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_position_of_which_nothing_is_left_is_given_up(boolean last) {
    restored.remove(keys.slot(5));
    restored.remove(keys.commit(A, 4));
    if (last) {
      restored.remove(keys.slot(6));
    }

    Verification repaired = restored.repair();

    assertThat(repaired.findings()).isEmpty();
    assertThat(repaired.repairs()).contains("positions left open were given up: 1");
    assertThat(Slot.of(restored.cell(keys.slot(5)))).isInstanceOf(Slot.Void.class);
    assertThat(restored.events()).extracting(Event::position).endsWith(4L, 6L);
  }

  @Test
  void an_append_whose_commits_are_gone_is_given_up() {
    restored.remove(keys.slot(6));
    restored.remove(keys.commit(B, 3));
    CommitId other = CommitId.of(restored.cell(keys.commit(A, 1)));
    restored.put(new Cell(keys.chain("chain-2", 6), Map.of(Attributes.COMMIT_ID, other.value())));

    Verification repaired = restored.repair();

    assertThat(Slot.of(restored.cell(keys.slot(6)))).isInstanceOf(Slot.Void.class);
    assertThat(repaired.repairs()).contains("positions left open were given up: 1");
  }

  @Test
  void what_is_given_up_in_a_restored_table_is_removed_and_what_is_finished_is_not() {
    restored.remove(keys.slot(BOTH));
    restored.remove(keys.slot(WIDE));
    restored.remove(keys.chain("chain-1", BOTH));

    Verification repaired = restored.repair();

    assertThat(restored.cells()).doesNotContainKeys(keys.commit(A, 2), keys.commit(B, 1));
    assertThat(restored.cells()).containsKey(keys.commit(A, 1));
    assertThat(repaired.repairs()).contains("positions left open were given up: 2");
  }

  @Test
  void a_finished_append_refers_to_its_commits_in_the_order_of_its_events() {
    for (int i = 0; i < 4; i++) {
      var ends = List.of(event(StreamId.of("z", "" + i), 1), event(StreamId.of("a", "" + i), 2));
      original.store().append(AppendRequest.of(ends));
      Key slot = keys.slot(7 + i);
      List<CommitRef> refs = ((Slot.Committed) Slot.of(restored.cell(slot))).refs();
      restored.remove(slot);

      assertThat(refs).extracting(ref -> ref.stream().domain()).containsExactly("z", "a");
    }

    restored.repair();

    for (int i = 0; i < 4; i++) {
      Slot.Committed slot = (Slot.Committed) Slot.of(restored.cell(keys.slot(7 + i)));
      assertThat(slot.refs()).extracting(ref -> ref.stream().domain()).containsExactly("z", "a");
    }
  }

  @Test
  void a_dead_commit_on_top_of_one_that_is_given_up_goes_with_it() {
    restored.put(new Slot.Void(1).cell(keys.slot(6)));
    restored.remove(keys.slot(WIDE));
    restored.set(keys.commit(B, 2), Attributes.PREVIOUS, new Value.Number(1));

    Verification repaired = restored.repair();

    assertThat(repaired.findings()).isEmpty();
    assertThat(restored.store().streamVersion(B)).isEqualTo(1);
    restored.store().append(AppendRequest.of(event(B, 7)));
    assertThat(restored.store().streamEvents(B, 1)).hasSize(2);
    assertThat(restored.verify().findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void an_open_append_whose_object_is_elsewhere_is_finished(boolean inARestoredTable) {
    VerifiedStore store = inARestoredTable ? restored : original.anHourLater();
    store.remove(keys.slot(IN_BUCKET));

    Verification repaired = store.withAnotherBucket().repair();

    assertThat(repaired.found()).containsOnlyKeys(Kind.OBJECT_MISSING);
    assertThat(store.verify().findings()).isEmpty();
    assertThat(store.events()).isEqualTo(events);
  }

  @Test
  void an_open_append_whose_object_is_gone_is_told_by_a_tombstone_where_the_loss_is_accepted() {
    restored.remove(keys.slot(IN_BUCKET));
    restored.ports().objects().deleteSome(keys.objects());

    Verification repaired = restored.repairAcceptingLoss();

    assertThat(repaired.findings()).isEmpty();
    assertThat(repaired.count(Count.LOST)).isEqualTo(1);
    assertThat(restored.store().streamVersion(LARGE)).isEqualTo(1);
    assertThat(restored.events()).hasSize(events.size());
  }

  @Test
  void what_a_dead_writer_left_long_ago_is_decided_while_the_store_serves() {
    original.remove(keys.slot(6));
    original.set(keys.commit(B, 3), Attributes.RECORDED, new Value.Number(1));

    Verification repaired = original.repair();

    assertThat(repaired.repairs()).containsExactly("appends left open were finished: 1");
    assertThat(repaired.count(Count.OPEN_OLD)).isZero();
    assertThat(original.events()).hasSize(events.size());
    assertThat(original.store().info().epoch()).isEqualTo(1);
  }

  @Test
  void an_old_hole_below_a_slot_is_given_up_while_the_store_serves() {
    original.remove(keys.slot(5));
    original.remove(keys.commit(A, 4));

    Verification repaired = original.anHourLater().repair();

    assertThat(repaired.repairs()).containsExactly("positions left open were given up: 1");
    assertThat(Slot.of(original.cell(keys.slot(5)))).isInstanceOf(Slot.Void.class);
  }

  @Test
  void an_open_append_that_lies_on_a_version_given_up_is_given_up_too_while_the_store_serves() {
    original.remove(keys.slot(6));
    original.set(keys.commit(B, 3), Attributes.PREVIOUS, new Value.Number(1));

    Verification repaired = original.anHourLater().repair();

    assertThat(repaired.repairs()).contains("positions left open were given up: 1");
    assertThat(original.cells()).containsKey(keys.commit(B, 3));
  }

  @Test
  void what_may_be_under_way_is_left_alone() {
    original.remove(keys.slot(3));
    original.remove(keys.slot(6));
    var before = original.cells();
    StoreVerifier patient =
        new StoreVerifier(
            original.ports().cells(),
            original.ports().objects(),
            new SystemHost(),
            Ports.OPTIONS.withGrace(Duration.ofDays(30), Duration.ofDays(30)));

    Verification found = patient.repair(false, (_, _) -> {});

    assertThat(found.repairs()).isEmpty();
    assertThat(found.count(Count.OPEN_YOUNG)).isEqualTo(2);
    assertThat(original.cells()).isEqualTo(before);
  }
}
