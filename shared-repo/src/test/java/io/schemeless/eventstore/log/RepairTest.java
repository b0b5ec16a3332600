package io.schemeless.eventstore.log;

import static io.schemeless.eventstore.log.VerifiedStore.A;
import static io.schemeless.eventstore.log.VerifiedStore.B;
import static io.schemeless.eventstore.log.VerifiedStore.BOTH;
import static io.schemeless.eventstore.log.VerifiedStore.IN_BUCKET;
import static io.schemeless.eventstore.log.VerifiedStore.WIDE;
import static io.schemeless.eventstore.log.VerifiedStore.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.conformance.Noise;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.Finding.Kind;
import io.schemeless.eventstore.log.Verification.Count;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.DuplicateEvent;
import java.util.List;
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

    Verification repaired = restored.repair();

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
    restored.ports().objects().deleteSome(keys.objects());

    Verification kept = restored.repair();
    Verification accepted = restored.repairAcceptingLoss();

    assertThat(kept.found()).containsOnlyKeys(Kind.OBJECT_MISSING);
    assertThat(accepted.findings()).isEmpty();
    Event lost =
        restored.events().stream().filter(e -> e.position() == IN_BUCKET).findFirst().orElseThrow();
    assertThat(lost.type()).isEqualTo(Tombstone.TYPE);
    assertThat(Objects.requireNonNull(lost.meta()).text()).contains(object.object());
  }

  @Test
  void a_lost_event_that_had_an_id_and_a_chain_leaves_a_sound_store() {
    Json large = Json.parse('"' + Noise.text(50_000) + '"');
    NewEvent lost = NewEvent.of(A, "large", large).withId("lost").withCorrelationId("chain-9");
    original.store().append(AppendRequest.of(lost));
    original.ports().objects().deleteSome(keys.objects());

    Verification accepted = original.repairAcceptingLoss();

    assertThat(accepted.findings()).isEmpty();
    assertThat(original.repairAcceptingLoss().repairs()).isEmpty();
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
}
