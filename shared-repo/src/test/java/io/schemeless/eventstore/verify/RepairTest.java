package io.schemeless.eventstore.verify;

import static io.schemeless.eventstore.verify.VerifiedStore.A;
import static io.schemeless.eventstore.verify.VerifiedStore.B;
import static io.schemeless.eventstore.verify.VerifiedStore.BOTH;
import static io.schemeless.eventstore.verify.VerifiedStore.IN_BUCKET;
import static io.schemeless.eventstore.verify.VerifiedStore.WIDE;
import static io.schemeless.eventstore.verify.VerifiedStore.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.conformance.Noise;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Body;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.DuplicateEvent;
import io.schemeless.eventstore.verify.Finding.Kind;
import io.schemeless.eventstore.verify.Verification.Count;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What is missing, and what a repair makes of it.
class RepairTest {
  private final VerifiedStore original = VerifiedStore.fresh();
  private final Keys keys = original.keys();
  private final List<Event> events = original.events();
  private final VerifiedStore restored = original.restored();

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
    assertThat(restored.events()).isEqualTo(events);
    assertThat(restored.store().streamEvents(A, 1)).hasSize(4);
    assertThat(restored.store().streamEvents(B, 1)).hasSize(3);
  }

  @Test
  void events_of_which_nothing_is_left_are_told_by_a_tombstone() {
    restored.remove(keys.commit(B, 2));

    Verification repaired = restored.repairAcceptingLoss();

    assertThat(repaired.findings()).isEmpty();
    assertThat(repaired.count(Count.LOST)).isEqualTo(1);
    Event lost =
        restored.events().stream().filter(e -> e.position() == WIDE).findFirst().orElseThrow();
    assertThat(lost.type()).isEqualTo("event-store.lost");
    assertThat(lost.payload().text()).isEqualTo("null");
    assertThat(Objects.requireNonNull(lost.meta()).text()).isEqualTo("{\"position\":4}");
    assertThat(restored.store().streamEvents(B, 1))
        .extracting(Event::sequence)
        .containsExactly(1L, 2L, 3L);
    assertThat(restored.events()).hasSize(events.size());
  }

  @Test
  void events_of_which_nothing_is_left_are_given_up_only_where_the_loss_is_accepted() {
    original.remove(keys.commit(B, 2));
    original.remove(keys.eventClaim("id-1"));

    Verification kept = original.repair();
    boolean written = original.cells().containsKey(keys.commit(B, 2));
    Verification accepted = original.repairAcceptingLoss();

    assertThat(kept.found()).containsOnlyKeys(Kind.COMMIT_MISSING, Kind.STREAM_GAP);
    assertThat(kept.repairs()).containsExactly("claims and records were written again: 1");
    assertThat(written).isFalse();
    assertThat(accepted.findings()).isEmpty();
    assertThat(accepted.count(Count.LOST)).isEqualTo(1);
  }

  @Test
  void a_commit_without_a_copy_that_a_dead_one_lies_on_is_given_up_only_where_that_is_accepted() {
    Commit other = Commit.of(original.cell(keys.commit(B, 2)));
    CommitId dead = new CommitId(new Value.Bytes(new byte[16]));
    original.set(keys.commit(B, 2), Attributes.COMMIT_ID, dead.value());
    original.set(keys.commit(B, 2), Attributes.POSITION, new Value.Number(7));
    original.put(new Slot.Void(1).cell(keys.slot(7)));
    original.set(keys.counter(), Attributes.NEXT, new Value.Number(7));

    Verification kept = original.repair();
    Verification accepted = original.repairAcceptingLoss();

    assertThat(kept.found()).containsKey(Kind.COMMIT_FOREIGN);
    assertThat(kept.repairs()).isEmpty();
    assertThat(accepted.findings()).isEmpty();
    assertThat(Commit.of(original.cell(keys.commit(B, 2))).id()).isEqualTo(other.id());
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
    original.ports().objects().deleteSome(keys.objects());

    Verification kept = original.repair();
    Verification accepted = original.repairAcceptingLoss();

    assertThat(kept.found()).containsOnlyKeys(Kind.OBJECT_MISSING);
    assertThat(accepted.findings()).isEmpty();
    Event lost =
        original.events().stream().filter(e -> e.position() == IN_BUCKET).findFirst().orElseThrow();
    assertThat(lost.type()).isEqualTo(Event.LOST);
    assertThat(Objects.requireNonNull(lost.meta()).text()).contains(object.object());
  }

  @Test
  void what_comes_back_from_a_copy_has_its_records_again() {
    restored.remove(keys.commit(A, 1));
    restored.remove(keys.eventClaim("id-1"));
    restored.remove(keys.chain("chain-1", BOTH));

    assertThat(restored.repair().findings()).isEmpty();

    assertThatThrownBy(() -> restored.store().append(AppendRequest.of(event(A, 9).withId("id-1"))))
        .isInstanceOf(DuplicateEvent.class);
  }

  @Test
  void events_whose_commit_has_a_damaged_id_are_not_taken_for_lost() {
    Cell commit = original.cell(keys.commit(B, 2));
    original.set(keys.commit(B, 2), Attributes.COMMIT_ID, new Value.Bytes(new byte[16]));

    Verification repaired = original.repair();

    assertThat(repaired.found()).containsKey(Kind.COMMIT_FOREIGN);
    assertThat(original.cell(keys.commit(B, 2)).get(Attributes.BODY))
        .isEqualTo(commit.get(Attributes.BODY));
  }

  @Test
  void a_meta_item_of_another_incarnation_gets_no_counter() {
    original.set(Keys.META, Attributes.INCARNATION, new Value.Text("abcdefghijklmnop"));
    Map<Key, Cell> before = original.cells();

    Verification repaired = original.repair();

    assertThat(repaired.found()).containsOnlyKeys(Kind.COUNTER_MISSING, Kind.INCARNATION_UNKNOWN);
    assertThat(original.cells()).isEqualTo(before);
  }

  @Test
  void objects_of_a_later_life_do_not_keep_a_table_from_its_counter() {
    restored.remove(keys.counter());
    Keys later = new Keys("abcdefghijklmnop");
    restored.ports().objects().put(later.object("abcdefghijklmnopqrstuvwx-0"), new byte[1]);

    Verification repaired = restored.repair();

    assertThat(repaired.found()).containsOnlyKeys(Kind.INCARNATION_UNKNOWN);
    assertThat(restored.events()).isEqualTo(events);
  }

  @Test
  void a_position_that_nobody_was_given_moves_neither_the_log_nor_the_counter() {
    original.set(keys.keyClaim("key-1"), Attributes.POSITION, new Value.Number(9_000_000_000_000L));
    Map<Key, Cell> before = original.cells();

    Verification repaired = original.anHourLater().repair();

    assertThat(repaired.found()).containsOnlyKeys(Kind.COUNTER_BEHIND);
    assertThat(original.cells()).isEqualTo(before);
  }

  @Test
  void a_committed_commit_that_names_a_free_position_is_not_committed_there_too() {
    original.set(keys.commit(B, 3), Attributes.POSITION, new Value.Number(7));

    Verification repaired = original.anHourLater().repair();

    assertThat(repaired.found()).containsKey(Kind.COMMIT_DIFFERS);
    assertThat(original.ports().cells().get(keys.slot(7), Read.CONSISTENT)).isNull();
    assertThat(original.events()).isEqualTo(events);
  }

  @Test
  void what_a_repair_brings_to_light_is_repaired_too() {
    original
        .takeApart(keys.slot(BOTH))
        .set(keys.slot(BOTH), Attributes.COMMIT_ID, new Value.Bytes(new byte[16]));

    Verification repaired = original.repair();

    assertThat(repaired.found()).doesNotContainKeys(Kind.CLAIM_MISSING, Kind.CHAIN_MISSING);
    assertThat(original.store().event("id-1")).isPresent();
    assertThat(original.repair().repairs()).isEmpty();
  }

  @Test
  void records_of_events_whose_loss_was_accepted_are_no_finding() {
    original
        .store()
        .append(AppendRequest.of(large().withId("id-large").withCorrelationId("chain-large")));
    original.ports().objects().deleteSome(keys.objects());

    assertThat(original.repairAcceptingLoss().findings()).isEmpty();
  }

  private static NewEvent large() {
    return NewEvent.of(A, "large", Json.parse('"' + Noise.text(50_000) + '"'));
  }
}
