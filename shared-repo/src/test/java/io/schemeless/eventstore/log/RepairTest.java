package io.schemeless.eventstore.log;

import static io.schemeless.eventstore.log.VerifiedStore.A;
import static io.schemeless.eventstore.log.VerifiedStore.B;
import static io.schemeless.eventstore.log.VerifiedStore.BOTH;
import static io.schemeless.eventstore.log.VerifiedStore.IN_BUCKET;
import static io.schemeless.eventstore.log.VerifiedStore.LARGE;
import static io.schemeless.eventstore.log.VerifiedStore.WIDE;
import static io.schemeless.eventstore.log.VerifiedStore.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.conformance.ForwardingCells;
import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.log.Finding.Kind;
import io.schemeless.eventstore.log.Verification.Count;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException.DuplicateEvent;
import io.schemeless.eventstore.store.StoreException.RestoredTable;
import io.schemeless.eventstore.store.StoreException.StoreWasReset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Restored and damaged stores, and what a repair makes of them.
class RepairTest {
  private final Cells cells = new MemoryCells();
  private final Ports ports = new Ports(cells, new MemoryObjectStore());
  private final VerifiedStore original = VerifiedStore.of(ports);
  private final Keys keys = original.keys();
  private final List<Event> events = all(original);

  /// The same content in another table; every process that uses it starts anew.
  private final Ports copy =
      new Ports(
          new ForwardingCells(cells) {
            @Override
            public String tableId() {
              return "restored";
            }
          },
          ports.objects());

  private final VerifiedStore restored = new VerifiedStore(copy, copy.open());

  private static List<Event> all(VerifiedStore store) {
    List<Event> all = new ArrayList<>();
    store.ports().open().allEvents(100).forEach(all::add);
    return all;
  }

  private ContinuationToken token() {
    return original.store().replay(null, PageLimits.DEFAULT, ReplayFilter.ALL).next();
  }

  @Test
  void a_restored_table_serves_again_after_its_repair_and_not_before() {
    assertThatThrownBy(() -> restored.store().append(AppendRequest.of(event(A, 7))))
        .isInstanceOf(RestoredTable.class);
    assertThat(restored.verify().found()).containsOnlyKeys(Kind.RESTORED_TABLE);

    Verification repaired = restored.repair();

    assertThat(repaired.findings()).isEmpty();
    assertThat(all(restored)).isEqualTo(events);
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

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void appends_above_the_last_slot_are_finished(int slots) {
    for (int position = slots + 1; position <= 6; position++) {
      restored.remove(keys.slot(position));
    }

    Verification repaired = restored.repair();

    assertThat(repaired.findings()).isEmpty();
    assertThat(all(restored)).isEqualTo(events);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void a_hole_below_a_slot_is_finished_too(int position) {
    restored.remove(keys.slot(position));

    Verification repaired = restored.repair();

    assertThat(repaired.findings()).isEmpty();
    assertThat(all(restored)).isEqualTo(events);
  }

  @Test
  void an_append_that_is_not_whole_is_given_up_with_all_that_lies_on_it() {
    for (int position = 2; position <= 6; position++) {
      restored.remove(keys.slot(position));
    }
    restored.remove(keys.chain("chain-1", BOTH));

    Verification repaired = restored.repair();

    assertThat(repaired.findings()).isEmpty();
    assertThat(all(restored)).extracting(Event::position).containsExactly(1L, 3L);
    assertThat(restored.store().streamVersion(A)).isEqualTo(1);
    assertThat(restored.store().streamVersion(B)).isZero();
    assertThat(restored.store().append(AppendRequest.of(event(A, 7), event(B, 8))).position())
        .isEqualTo(7);
    assertThat(restored.verify().findings()).isEmpty();
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

  @Test
  void an_open_append_whose_object_is_gone_is_given_up() {
    restored.remove(keys.slot(IN_BUCKET));
    copy.objects().deleteSome(keys.objects());

    Verification repaired = restored.repair();

    assertThat(repaired.findings()).isEmpty();
    assertThat(restored.store().streamVersion(LARGE)).isZero();
    assertThat(all(restored)).hasSize(events.size() - 1);
  }

  @Test
  void missing_commits_come_back_from_the_copies_in_their_slots() {
    restored.remove(keys.commit(A, 1));
    restored.remove(keys.commit(A, 2));
    restored.remove(keys.commit(A, 4));
    restored.remove(keys.commit(B, 1));
    Cell counter = restored.cell(keys.counter());

    Verification repaired = restored.repair();

    assertThat(counter).isNotEqualTo(restored.cell(keys.counter()));
    assertThat(repaired.findings()).isEmpty();
    assertThat(all(restored)).isEqualTo(events);
    assertThat(restored.store().streamEvents(A, 1)).hasSize(4);
    assertThat(restored.store().streamEvents(B, 1)).hasSize(3);
  }

  @Test
  void events_of_which_nothing_is_left_are_told_by_a_tombstone() {
    restored.remove(keys.commit(B, 2));

    Verification repaired = restored.repair();

    assertThat(repaired.findings()).isEmpty();
    assertThat(repaired.count(Count.LOST)).isEqualTo(1);
    Event lost = all(restored).stream().filter(e -> e.position() == WIDE).findFirst().orElseThrow();
    assertThat(lost.type()).isEqualTo("event-store.lost");
    assertThat(lost.payload().text()).isEqualTo("null");
    assertThat(Objects.requireNonNull(lost.meta()).text()).isEqualTo("{\"position\":4}");
    assertThat(restored.store().streamEvents(B, 1))
        .extracting(Event::sequence)
        .containsExactly(1L, 2L, 3L);
    assertThat(all(restored)).hasSize(events.size());
  }

  @Test
  void missing_records_come_back_and_an_id_stays_taken() {
    restored.remove(keys.eventClaim("id-1"));
    restored.remove(keys.chain("chain-1", BOTH));
    restored.remove(keys.chain("cause-1", BOTH));

    Verification repaired = restored.repair();

    assertThat(repaired.findings()).isEmpty();
    assertThat(restored.store().event("id-1")).isPresent();
    assertThatThrownBy(() -> restored.store().append(AppendRequest.of(event(A, 9).withId("id-1"))))
        .isInstanceOf(DuplicateEvent.class);
  }

  @Test
  void a_missing_object_is_given_up_only_where_the_loss_is_accepted() {
    Body.InS3 object = original.object();
    copy.objects().deleteSome(keys.objects());

    Verification kept = restored.repair();
    Verification accepted = restored.repairAcceptingLoss();

    assertThat(kept.found()).containsOnlyKeys(Kind.OBJECT_MISSING);
    assertThat(accepted.findings()).isEmpty();
    Event lost =
        all(restored).stream().filter(e -> e.position() == IN_BUCKET).findFirst().orElseThrow();
    assertThat(lost.type()).isEqualTo(Tombstone.TYPE);
    assertThat(Objects.requireNonNull(lost.meta()).text()).contains(object.object());
  }

  @Test
  void a_second_repair_of_a_restored_table_changes_nothing() {
    restored.remove(keys.slot(6));
    restored.remove(keys.commit(B, 2));
    restored.repair();

    var before = restored.cells();
    Verification again = restored.repair();

    assertThat(again.repairs()).isEmpty();
    assertThat(restored.cells()).isEqualTo(before);
  }

  @Test
  void what_a_dead_writer_left_long_ago_is_decided_while_the_store_serves() {
    original.remove(keys.slot(6));
    original.set(keys.commit(B, 3), Attributes.RECORDED, new Value.Number(1));

    Verification repaired = original.repair();

    assertThat(repaired.repairs()).containsExactly("appends left open were finished: 1");
    assertThat(repaired.count(Count.OPEN_OLD)).isZero();
    assertThat(all(original)).hasSize(events.size());
    assertThat(original.store().info().epoch()).isEqualTo(1);
  }

  @Test
  void what_may_be_under_way_is_left_alone() {
    original.remove(keys.slot(6));
    var before = original.cells();
    StoreVerifier patient =
        new StoreVerifier(
            ports.cells(),
            ports.objects(),
            new SystemHost(),
            Ports.OPTIONS.withGrace(Duration.ofDays(30), Duration.ofDays(30)));

    Verification found = patient.repair(false, (_, _) -> {});

    assertThat(found.repairs()).isEmpty();
    assertThat(found.count(Count.OPEN_YOUNG)).isEqualTo(1);
    assertThat(original.cells()).isEqualTo(before);
  }
}
