package io.schemeless.eventstore.verify;

import static io.schemeless.eventstore.verify.VerifiedStore.A;
import static io.schemeless.eventstore.verify.VerifiedStore.B;
import static io.schemeless.eventstore.verify.VerifiedStore.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.FindEvents.Chain;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.verify.Finding.Kind;
import io.schemeless.eventstore.verify.Verification.Count;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every way to damage a store that has a name is found under that name.
class VerifyTest {
  private final Ports ports = new Ports(new MemoryCells(), new MemoryObjectStore());
  private final VerifiedStore sound = VerifiedStore.of(ports).anHourLater();

  @Test
  void a_sound_store_has_no_finding_and_is_counted() {
    Verification found = sound.verify();

    assertThat(found.findings()).isEmpty();
    assertThat(found.isSound()).isTrue();
    assertThat(found.count(Count.EVENTS)).isEqualTo(8);
    assertThat(found.count(Count.APPENDS)).isEqualTo(6);
    assertThat(found.count(Count.STREAMS)).isEqualTo(3);
    assertThat(found.count(Count.COMMITS)).isEqualTo(7);
    assertThat(found.count(Count.CLAIMS)).isEqualTo(3);
    assertThat(found.count(Count.CHAIN_RECORDS)).isEqualTo(2);
    assertThat(found.count(Count.OBJECTS)).isEqualTo(1);
    assertThat(found.count(Count.OBJECT_BYTES)).isEqualTo(sound.object().length());
    assertThat(found.count(Count.ORPHANS)).isZero();
  }

  @Test
  void what_resets_and_attempts_leave_is_counted_and_no_finding() {
    sound.store().reset(Duration.ZERO);
    VerifiedStore anew = VerifiedStore.of(ports);
    ports.objects().put(anew.keys().object("abcdefghijklmnopqrstuvwx-0"), new byte[1]);

    Verification found = anew.verify();

    assertThat(found.findings()).isEmpty();
    assertThat(found.count(Count.EVENTS)).isEqualTo(8);
    assertThat(found.count(Count.PURGEABLE)).isGreaterThan(15);
    assertThat(found.count(Count.ORPHANS)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void damage_is_found_under_its_name(Damage damage) {
    damage.to(sound);

    Verification found = sound.verify();

    assertThat(found.found()).containsKey(damage.kind);
    assertThat(found.isSound()).isFalse();
    assertThat(found.findings().toString())
        .doesNotContain("order", "id-1", "chain-1", "cause-1", "key-1", "numbered");
  }

  @ParameterizedTest
  @EnumSource
  void a_check_changes_nothing(Damage damage) {
    damage.to(sound);

    Verification first = sound.verify();
    Verification second = sound.verify();

    assertThat(second).isEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource
  void a_repair_done_twice_changes_nothing_and_leaves_no_more_findings(Damage damage) {
    damage.to(sound);
    long before = sound.verify().total();

    Verification first = sound.repair();
    Map<Key, Cell> repaired = sound.cells();
    Verification second = sound.repair();

    assertThat(first.total()).isLessThanOrEqualTo(before);
    assertThat(second.repairs()).isEmpty();
    assertThat(sound.cells()).isEqualTo(repaired);
    if (damage.kind.repair() == Finding.Repair.YES
        || damage.kind.repair() == Finding.Repair.FROM_A_COPY) {
      assertThat(first.found()).doesNotContainKey(damage.kind);
      assertThat(first.repairs()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_reader_of_a_damaged_store_is_told_so_and_nothing_else_breaks(Damage damage) {
    EventStore reader = ports.open();
    damage.to(sound);

    List<Runnable> reads =
        List.of(
            () -> reader.allEvents(100).forEach(_ -> {}),
            () -> reader.streamEvents(A, 1).forEach(_ -> {}),
            () -> reader.streamEvents(B, 1).forEach(_ -> {}),
            () -> reader.event("id-1"),
            () -> reader.chain(new Chain.Causation("cause-1"), null, PageLimits.DEFAULT));
    for (Runnable read : reads) {
      Throwable thrown = catchThrowable(read::run);
      assertThat(thrown == null || thrown instanceof StoreException).as("%s", thrown).isTrue();
    }
  }

  @Test
  void every_kind_of_finding_is_tried() {
    assertThat(Damage.values())
        .extracting(damage -> damage.kind)
        .containsAll(
            List.of(Kind.values()).stream().filter(k -> k != Kind.RESTORED_TABLE).toList());
  }

  @Test
  void a_table_without_a_store_is_said_to_be_one() {
    VerifiedStore none =
        new VerifiedStore(new Ports(new MemoryCells(), new MemoryObjectStore()), sound.store());

    assertThat(none.verify().found()).containsOnlyKeys(Kind.META_MISSING);
  }

  @Test
  void an_incarnation_that_is_not_listed_is_one_finding_however_much_is_left_of_it() {
    Keys forgotten = new Keys("abcdefghijklmnop");
    for (int i = 1; i <= 3; i++) {
      sound.put(new Cell(forgotten.slot(i), Map.of()));
      ports.objects().put(forgotten.object("abcdefghijklmnopqrstuvwx-" + i), new byte[1]);
    }

    Verification found = sound.verify();

    assertThat(found.total()).isEqualTo(1);
    assertThat(found.found()).containsOnlyKeys(Kind.INCARNATION_UNKNOWN);
    assertThat(found.count(Count.PURGEABLE)).isEqualTo(6);
  }

  @Test
  void findings_beyond_the_listed_ones_are_counted() {
    for (int i = 0; i < 150; i++) {
      sound.put(new Cell(new Key("foreign", "" + i), Map.of()));
    }

    Verification found = sound.verify();

    assertThat(found.total()).isEqualTo(150);
    assertThat(found.findings()).hasSize(Verification.MAX_LISTED);
  }

  @Test
  void a_gap_in_a_stream_does_not_keep_a_reader_for_ever() {
    sound.remove(sound.keys().commit(A, 2));

    assertThatThrownBy(() -> sound.store().streamEvents(A, 1).forEach(_ -> {}))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void a_new_append_is_found_sound_too() {
    sound.store().append(AppendRequest.of(event(A, 7).withId("id-2"), event(B, 8)));

    assertThat(sound.verify().findings()).isEmpty();
  }
}
