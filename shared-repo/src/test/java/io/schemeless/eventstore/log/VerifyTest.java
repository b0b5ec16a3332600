package io.schemeless.eventstore.log;

import static io.schemeless.eventstore.log.VerifiedStore.A;
import static io.schemeless.eventstore.log.VerifiedStore.B;
import static io.schemeless.eventstore.log.VerifiedStore.BOTH;
import static io.schemeless.eventstore.log.VerifiedStore.IN_BUCKET;
import static io.schemeless.eventstore.log.VerifiedStore.LARGE;
import static io.schemeless.eventstore.log.VerifiedStore.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.log.Finding.Kind;
import io.schemeless.eventstore.log.Verification.Count;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every way to damage a store that has a name is found under that name.
class VerifyTest {
  private static final CommitId OTHER = new CommitId(new Value.Bytes(new byte[16]));

  private final Ports ports = new Ports(new MemoryCells(), new MemoryObjectStore());
  private final VerifiedStore sound = VerifiedStore.of(ports);

  @Test
  void a_sound_store_has_no_finding_and_is_counted() {
    Verification found = sound.verify();

    assertThat(found.findings()).isEmpty();
    assertThat(found.isSound()).isTrue();
    assertThat(found.count(Count.EVENTS)).isEqualTo(8);
    assertThat(found.count(Count.APPENDS)).isEqualTo(6);
    assertThat(found.count(Count.STREAMS)).isEqualTo(3);
    assertThat(found.count(Count.COMMITS)).isEqualTo(7);
    assertThat(found.count(Count.CLAIMS)).isEqualTo(2);
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
    damage.damage.to(sound, sound.keys());

    Verification found = sound.verify();

    assertThat(found.found()).containsKey(damage.kind);
    assertThat(found.isSound()).isFalse();
    assertThat(found.findings().toString())
        .doesNotContain("order", "id-1", "chain-1", "cause-1", "key-1", "numbered");
  }

  @ParameterizedTest
  @EnumSource
  void a_check_changes_nothing(Damage damage) {
    damage.damage.to(sound, sound.keys());

    Verification first = sound.verify();
    Verification second = sound.verify();

    assertThat(second).isEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource
  void a_repair_done_twice_changes_nothing_and_leaves_no_more_findings(Damage damage) {
    damage.damage.to(sound, sound.keys());
    long before = sound.verify().total();

    Verification first = sound.repair();
    Map<Key, Cell> repaired = sound.cells();
    Verification second = sound.repair();

    assertThat(first.total()).isLessThanOrEqualTo(before);
    assertThat(second.repairs()).isEmpty();
    assertThat(sound.cells()).isEqualTo(repaired);
    if (damage.kind.repair() == Finding.Repair.YES) {
      assertThat(first.found()).doesNotContainKey(damage.kind);
      assertThat(first.repairs()).isNotEmpty();
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

  /// A way to damage the store.
  private interface Change {
    void to(VerifiedStore store, Keys keys);
  }

  enum Damage {
    NO_META(Kind.META_MISSING, (s, _) -> s.remove(Keys.META)),
    META_CUT(Kind.META_UNREADABLE, (s, _) -> s.unset(Keys.META, Attributes.INCARNATION)),
    META_NEWER(Kind.META_FORMAT, (s, _) -> s.set(Keys.META, Attributes.FORMAT, number(9))),
    NO_COUNTER(Kind.COUNTER_MISSING, (s, k) -> s.remove(k.counter())),
    COUNTER_CUT(Kind.COUNTER_UNREADABLE, (s, k) -> s.unset(k.counter(), Attributes.NEXT)),
    COUNTER_OLD(Kind.COUNTER_EPOCH, (s, k) -> s.set(k.counter(), Attributes.EPOCH, number(7))),
    COUNTER_LOW(Kind.COUNTER_BEHIND, (s, k) -> s.set(k.counter(), Attributes.NEXT, number(5))),
    SLOT_CUT(Kind.SLOT_UNREADABLE, (s, k) -> s.unset(k.slot(5), Attributes.AT)),
    SLOT_OF_TEXT(
        Kind.SLOT_UNREADABLE, (s, k) -> s.set(k.slot(5), Attributes.REFS, new Value.Text("x"))),
    SLOT_WITHOUT_A_REF(
        Kind.SLOT_INDEXES,
        (s, k) -> s.set(k.slot(BOTH), Attributes.REFS, texts("2+2@0,2:5:order/a"))),
    NO_COMMIT(Kind.COMMIT_MISSING, (s, k) -> s.remove(k.commit(A, 2))),
    COMMIT_REPLACED(
        Kind.COMMIT_FOREIGN, (s, k) -> s.set(k.commit(A, 4), Attributes.COMMIT_ID, OTHER.value())),
    COMMIT_CUT(Kind.COMMIT_UNREADABLE, (s, k) -> s.unset(k.commit(A, 4), Attributes.POSITION)),
    COMMIT_COUNTS_ELSE(
        Kind.COMMIT_DIFFERS, (s, k) -> s.set(k.commit(A, 4), Attributes.COUNT, number(2))),
    COMMIT_ELSEWHERE(
        Kind.COMMIT_DIFFERS, (s, k) -> s.set(k.commit(A, 4), Attributes.POSITION, number(4))),
    COMMIT_LONE(Kind.COMMIT_DIFFERS, (s, k) -> s.unset(k.commit(B, 1), Attributes.ITEMS)),
    COMMIT_NOT_REFERRED_TO(
        Kind.COMMIT_UNREFERENCED,
        (s, k) -> {
          Commit commit = Commit.of(s.cell(k.commit(B, 3)));
          Commit extra =
              new Commit(
                  B, 4, commit.id(), commit.position(), 6, commit.indexes(), 0, 1, commit.body());
          s.put(extra.cell(k));
        }),
    COPY_ALTERED(
        Kind.COPY_DIFFERS,
        (s, k) -> s.set(k.slot(5), Attributes.BODY, bytes("[{\"type\":\"other\",\"payload\":1}]"))),
    COPY_CUT(Kind.COPY_DIFFERS, (s, k) -> s.set(k.slot(5), Attributes.BODY, bytes("["))),
    BODY_CUT(Kind.BODY_UNREADABLE, (s, k) -> s.set(k.commit(A, 4), Attributes.BODY, bytes("["))),
    BODY_SHORT(Kind.BODY_UNREADABLE, (s, k) -> s.set(k.commit(A, 4), Attributes.BODY, bytes("[]"))),
    NO_OBJECT(Kind.OBJECT_MISSING, (s, k) -> s.ports().objects().deleteSome(k.objects())),
    OBJECT_CUT(
        Kind.OBJECT_ALTERED, (s, _) -> s.ports().objects().put(s.object().object(), new byte[9])),
    DIGEST_ALTERED(
        Kind.OBJECT_ALTERED,
        (s, k) -> s.set(k.commit(LARGE, 1), Attributes.DIGEST, new Value.Bytes(new byte[32]))),
    LENGTH_ALTERED(
        Kind.OBJECT_ALTERED, (s, k) -> s.set(k.commit(LARGE, 1), Attributes.LENGTH, number(1))),
    VERSIONS_LOST(Kind.STREAM_GAP, (s, k) -> s.remove(k.commit(A, 1))),
    CHAIN_BROKEN(
        Kind.STREAM_CHAIN, (s, k) -> s.set(k.commit(A, 4), Attributes.PREVIOUS, number(1))),
    CHAIN_BELOW_THE_FIRST(
        Kind.STREAM_CHAIN, (s, k) -> s.set(k.commit(A, 1), Attributes.PREVIOUS, number(1))),
    SLOT_LOST(Kind.STREAM_ON_DEAD, (s, k) -> s.remove(k.slot(1))),
    SLOT_VOIDED(Kind.STREAM_ON_DEAD, (s, k) -> s.put(new Slot.Void(1).cell(k.slot(IN_BUCKET + 1)))),
    NOT_IN_THE_INDEX(
        Kind.INDEX_ATTRIBUTES, (s, k) -> s.unset(k.commit(A, 1), Cell.INDEX_PARTITION)),
    WRONG_IN_THE_INDEX(
        Kind.INDEX_ATTRIBUTES,
        (s, k) -> s.set(k.commit(A, 1), Cell.INDEX_SORT, new Value.Text("-"))),
    NO_CLAIM(Kind.CLAIM_MISSING, (s, k) -> s.remove(k.eventClaim("id-1"))),
    CLAIM_REPLACED(
        Kind.CLAIM_TWICE,
        (s, k) -> {
          Slot slot = Slot.of(s.cell(k.slot(1)));
          CommitId first = ((Slot.Committed) slot).commitId();
          s.set(k.eventClaim("id-1"), Attributes.COMMIT_ID, first.value());
          s.set(k.eventClaim("id-1"), Attributes.POSITION, number(1));
        }),
    CLAIM_CUT(Kind.RECORD_UNREADABLE, (s, k) -> s.unset(k.eventClaim("id-1"), Attributes.RECORDED)),
    CLAIM_OF_ANOTHER(
        Kind.RECORD_ASTRAY,
        (s, k) ->
            s.put(new Cell(k.eventClaim("other"), s.cell(k.eventClaim("id-1")).attributes()))),
    NO_CORRELATION(Kind.CHAIN_MISSING, (s, k) -> s.remove(k.chain("chain-1", BOTH))),
    NO_CAUSATION(Kind.CHAIN_MISSING, (s, k) -> s.remove(k.chain("cause-1", BOTH))),
    CHAIN_RECORD_OF_ANOTHER(
        Kind.RECORD_ASTRAY,
        (s, k) ->
            s.put(new Cell(k.chain("other", BOTH), s.cell(k.chain("chain-1", BOTH)).attributes()))),
    CHAIN_RECORD_CUT(
        Kind.RECORD_UNREADABLE, (s, k) -> s.unset(k.chain("chain-1", BOTH), Attributes.COMMIT_ID)),
    FORGOTTEN_INCARNATION(
        Kind.INCARNATION_UNKNOWN,
        (s, _) -> s.put(new Cell(new Keys("abcdefghijklmnop").slot(1), Map.of()))),
    FOREIGN_ITEM(Kind.ITEM_UNKNOWN, (s, _) -> s.put(new Cell(new Key("x", "y"), Map.of()))),
    FOREIGN_ITEM_OF_OURS(
        Kind.ITEM_UNKNOWN,
        (s, k) -> s.put(new Cell(new Key(k.incarnation() + "/x", "y"), Map.of()))),
    FOREIGN_ITEM_IN_THE_LOG(
        Kind.ITEM_UNKNOWN,
        (s, k) -> s.put(new Cell(new Key(k.log(), "00000000000000x"), Map.of()))),
    FOREIGN_ITEM_IN_A_STREAM(
        Kind.ITEM_UNKNOWN, (s, k) -> s.put(new Cell(new Key(k.stream(A), "y"), Map.of())));

    private final Kind kind;
    private final Change damage;

    Damage(Kind kind, Change damage) {
      this.kind = kind;
      this.damage = damage;
    }

    private static Value number(long value) {
      return new Value.Number(value);
    }

    private static Value texts(String value) {
      return new Value.Texts(List.of(value));
    }

    private static Value bytes(String value) {
      return new Value.Bytes(value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  @Test
  void a_new_append_is_found_sound_too() {
    sound.store().append(AppendRequest.of(event(A, 7).withId("id-2"), event(B, 8)));

    assertThat(sound.verify().findings()).isEmpty();
  }
}
