package io.schemeless.eventstore.verify;

import static io.schemeless.eventstore.verify.VerifiedStore.A;
import static io.schemeless.eventstore.verify.VerifiedStore.B;
import static io.schemeless.eventstore.verify.VerifiedStore.BOTH;
import static io.schemeless.eventstore.verify.VerifiedStore.IN_BUCKET;
import static io.schemeless.eventstore.verify.VerifiedStore.LARGE;
import static io.schemeless.eventstore.verify.VerifiedStore.WIDE;

import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Closed;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.verify.Finding.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A way to damage a sound store, with the name under which a check must find it.
enum Damage {
  NO_META(Kind.META_MISSING, (s, _) -> s.remove(Keys.META)),
  META_CUT(Kind.META_UNREADABLE, (s, _) -> s.unset(Keys.META, Attributes.INCARNATION)),
  META_KILLS_THE_LIVING(
      Kind.META_UNREADABLE,
      (s, k) -> s.set(Keys.META, Attributes.DEAD, texts(k.incarnation() + "@1"))),
  META_KILLS_WHATEVER(
      Kind.META_UNREADABLE, (s, _) -> s.set(Keys.META, Attributes.DEAD, texts("@1"))),
  META_OF_NO_INCARNATION(
      Kind.META_UNREADABLE, (s, _) -> s.set(Keys.META, Attributes.INCARNATION, text("x"))),
  META_NEWER(Kind.META_FORMAT, (s, _) -> s.set(Keys.META, Attributes.FORMAT, number(9))),
  NO_COUNTER(Kind.COUNTER_MISSING, (s, k) -> s.remove(k.counter())),
  COUNTER_CUT(Kind.COUNTER_UNREADABLE, (s, k) -> s.unset(k.counter(), Attributes.NEXT)),
  COUNTER_OLD(Kind.COUNTER_EPOCH, (s, k) -> s.set(k.counter(), Attributes.EPOCH, number(7))),
  COUNTER_LOW(Kind.COUNTER_BEHIND, (s, k) -> s.set(k.counter(), Attributes.NEXT, number(5))),
  SLOT_BYTES_CUT(Kind.SLOT_UNREADABLE, (s, k) -> ofLength(s, k.slot(WIDE), -1)),
  SLOT_BYTES_LONGER(Kind.SLOT_UNREADABLE, (s, k) -> ofLength(s, k.slot(WIDE), 1)),
  SLOT_OF_A_SHORT_ID(
      Kind.SLOT_UNREADABLE,
      (s, k) ->
          s.takeApart(k.slot(5))
              .set(k.slot(5), Attributes.COMMIT_ID, new Value.Bytes(new byte[4]))),
  SLOT_OF_NO_COMMIT(
      Kind.SLOT_UNREADABLE,
      (s, k) ->
          s.takeApart(k.slot(WIDE)).set(k.slot(WIDE), Attributes.REFS, new Value.Texts(List.of()))),
  SLOT_NOT_BYTES(Kind.SLOT_UNREADABLE, (s, k) -> s.set(k.slot(5), Attributes.SLOT, text("x"))),
  SLOT_CUT(Kind.SLOT_UNREADABLE, (s, k) -> s.takeApart(k.slot(5)).unset(k.slot(5), Attributes.AT)),
  SLOT_OF_TEXT(
      Kind.SLOT_UNREADABLE,
      (s, k) -> s.takeApart(k.slot(5)).set(k.slot(5), Attributes.REFS, new Value.Text("x"))),
  SLOT_WITHOUT_AN_ID(
      Kind.SLOT_UNREADABLE,
      (s, k) -> s.takeApart(k.slot(5)).unset(k.slot(5), Attributes.COMMIT_ID)),
  SLOT_OF_TOO_MANY(
      Kind.SLOT_UNREADABLE,
      (s, k) ->
          s.takeApart(k.slot(5)).set(k.slot(5), Attributes.REFS, texts("5+2147483647:7:order/a"))),
  SLOT_WITHOUT_A_REF(
      Kind.SLOT_INDEXES,
      (s, k) ->
          s.takeApart(k.slot(BOTH)).set(k.slot(BOTH), Attributes.REFS, texts("2+2@0,2:5:order/a"))),
  SLOT_WITH_A_PLACE_TOO_MUCH(
      Kind.SLOT_INDEXES,
      (s, k) -> s.takeApart(k.slot(5)).set(k.slot(5), Attributes.REFS, texts("4+1@5:5:order/a"))),
  NO_COMMIT(Kind.COMMIT_MISSING, (s, k) -> s.remove(k.commit(A, 2))),
  COMMIT_REPLACED(
      Kind.COMMIT_FOREIGN,
      (s, k) ->
          s.set(
              k.commit(A, 4),
              Attributes.COMMIT_ID,
              new CommitId(new Value.Bytes(new byte[16])).value())),
  COMMIT_CUT(Kind.COMMIT_UNREADABLE, (s, k) -> s.unset(k.commit(A, 4), Attributes.POSITION)),
  COMMIT_OF_NOTHING(
      Kind.COMMIT_UNREADABLE, (s, k) -> s.set(k.commit(A, 4), Attributes.COUNT, number(0))),
  COMMIT_OF_TOO_MANY(
      Kind.COMMIT_UNREADABLE,
      (s, k) -> s.set(k.commit(A, 4), Attributes.COUNT, number(Integer.MAX_VALUE))),
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
                B,
                4,
                commit.id(),
                commit.position(),
                6,
                commit.indexes(),
                0,
                false,
                1,
                commit.body());
        s.put(extra.cell(k));
      }),
  COPY_ALTERED(
      Kind.COPY_DIFFERS,
      (s, k) ->
          s.takeApart(k.slot(5))
              .set(k.slot(5), Attributes.BODY, bytes("[{\"type\":\"other\",\"payload\":1}]"))),
  COPY_CUT(
      Kind.COPY_DIFFERS,
      (s, k) -> s.takeApart(k.slot(5)).set(k.slot(5), Attributes.BODY, bytes("["))),
  BODY_CUT(Kind.BODY_UNREADABLE, (s, k) -> s.set(k.commit(A, 4), Attributes.BODY, bytes("["))),
  BODY_SHORT(Kind.BODY_UNREADABLE, (s, k) -> s.set(k.commit(A, 4), Attributes.BODY, bytes("[]"))),
  BODY_BELOW_NOTHING(
      Kind.BODY_UNREADABLE, (s, k) -> s.set(k.commit(B, 2), Attributes.RAW, number(-1))),
  BODY_BEYOND_MEMORY(
      Kind.BODY_UNREADABLE,
      (s, k) -> s.set(k.commit(B, 2), Attributes.RAW, number(Integer.MAX_VALUE))),
  NO_OBJECT(Kind.OBJECT_MISSING, (s, k) -> s.ports().objects().deleteSome(k.objects())),
  OBJECT_CUT(
      Kind.OBJECT_ALTERED, (s, _) -> s.ports().objects().put(s.object().object(), new byte[9])),
  DIGEST_ALTERED(
      Kind.OBJECT_ALTERED,
      (s, k) -> s.set(k.commit(LARGE, 1), Attributes.DIGEST, new Value.Bytes(new byte[32]))),
  LENGTH_ALTERED(
      Kind.OBJECT_ALTERED, (s, k) -> s.set(k.commit(LARGE, 1), Attributes.LENGTH, number(1))),
  VERSIONS_LOST(Kind.STREAM_GAP, (s, k) -> s.remove(k.commit(A, 1))),
  CHAIN_BROKEN(Kind.STREAM_CHAIN, (s, k) -> s.set(k.commit(A, 4), Attributes.PREVIOUS, number(1))),
  CHAIN_BELOW_THE_FIRST(
      Kind.STREAM_CHAIN, (s, k) -> s.set(k.commit(A, 1), Attributes.PREVIOUS, number(1))),
  SLOT_LOST(Kind.STREAM_ON_DEAD, (s, k) -> s.remove(k.slot(1))),
  SLOT_VOIDED(Kind.STREAM_ON_DEAD, (s, k) -> s.put(new Slot.Void(1).cell(k.slot(IN_BUCKET + 1)))),
  NOT_IN_THE_INDEX(Kind.INDEX_ATTRIBUTES, (s, k) -> s.unset(k.commit(A, 1), Cell.INDEX_PARTITION)),
  WRONG_IN_THE_INDEX(
      Kind.INDEX_ATTRIBUTES, (s, k) -> s.set(k.commit(A, 1), Cell.INDEX_SORT, new Value.Text("-"))),
  NO_CLAIM(Kind.CLAIM_MISSING, (s, k) -> s.remove(k.eventClaim("id-1"))),
  NO_CLAIM_OF_A_SOURCE(Kind.CLAIM_MISSING, (s, k) -> s.remove(k.sourceClaim("/s", "id-2"))),
  CLAIM_OF_ANOTHER_SOURCE(
      Kind.RECORD_ASTRAY,
      (s, k) ->
          s.put(
              new Cell(
                  k.sourceClaim("/other", "id-2"),
                  s.cell(k.sourceClaim("/s", "id-2")).attributes()))),
  CLAIM_ELSEWHERE(
      Kind.CLAIM_MISSING, (s, k) -> s.set(k.eventClaim("id-1"), Attributes.POSITION, number(1))),
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
      (s, k) -> s.put(new Cell(k.eventClaim("other"), s.cell(k.eventClaim("id-1")).attributes()))),
  NO_CORRELATION(Kind.CHAIN_MISSING, (s, k) -> s.remove(k.chain("chain-1", BOTH))),
  NO_CAUSATION(Kind.CHAIN_MISSING, (s, k) -> s.remove(k.chain("cause-1", BOTH))),
  NO_TAG(Kind.TAG_MISSING, (s, k) -> s.remove(k.tag("tag-1", BOTH))),
  TAG_RECORD_OF_ANOTHER(
      Kind.RECORD_ASTRAY,
      (s, k) -> s.put(new Cell(k.tag("other", BOTH), s.cell(k.tag("tag-1", BOTH)).attributes()))),
  CLOSED_TOO_FAR(Kind.CLOSED_WRONG, (s, k) -> s.put(new Closed(1, 7).cell(k))),
  CLOSED_IN_A_LATER_EPOCH(Kind.CLOSED_WRONG, (s, k) -> s.put(new Closed(2, 1).cell(k))),
  CLOSED_CUT(Kind.CLOSED_WRONG, (s, k) -> s.put(new Cell(k.closed(), Map.of()))),
  CHAIN_RECORD_OF_ANOTHER(
      Kind.RECORD_ASTRAY,
      (s, k) ->
          s.put(new Cell(k.chain("other", BOTH), s.cell(k.chain("chain-1", BOTH)).attributes()))),
  CHAIN_RECORD_CUT(
      Kind.RECORD_UNREADABLE, (s, k) -> s.unset(k.chain("chain-1", BOTH), Attributes.COMMIT_ID)),
  DICTIONARY_CUT(Kind.DICTIONARY_UNREADABLE, (s, k) -> s.put(new Cell(k.dictionary(1), Map.of()))),
  FORGOTTEN_INCARNATION(
      Kind.INCARNATION_UNKNOWN,
      (s, _) -> s.put(new Cell(new Keys("abcdefghijklmnop").slot(1), Map.of()))),
  OBJECT_OF_A_FORGOTTEN_INCARNATION(
      Kind.INCARNATION_UNKNOWN,
      (s, _) ->
          s.ports().objects().put("abcdefghijklmnop/abcdefghijklmnopqrstuvwx-0", new byte[] {1})),
  FOREIGN_ITEM(Kind.ITEM_UNKNOWN, (s, _) -> s.put(new Cell(new Key("x", "y"), Map.of()))),
  FOREIGN_ITEM_OF_OURS(
      Kind.ITEM_UNKNOWN, (s, k) -> s.put(new Cell(new Key(k.incarnation() + "/x", "y"), Map.of()))),
  FOREIGN_ITEM_IN_THE_LOG(
      Kind.ITEM_UNKNOWN, (s, k) -> s.put(new Cell(new Key(k.log(), "00000000000000x"), Map.of()))),
  FOREIGN_ITEM_BELOW_THE_LOG(Kind.ITEM_UNKNOWN, (s, k) -> s.put(new Cell(k.slot(0), Map.of()))),
  FOREIGN_ITEM_IN_A_STREAM(
      Kind.ITEM_UNKNOWN, (s, k) -> s.put(new Cell(new Key(k.stream(A), "y"), Map.of())));

  final Kind kind;
  private final Change damage;

  Damage(Kind kind, Change damage) {
    this.kind = kind;
    this.damage = damage;
  }

  void to(VerifiedStore store) {
    damage.to(store, store.keys());
  }

  /// Changes some cells or objects.
  private interface Change {
    void to(VerifiedStore store, Keys keys);
  }

  private static void ofLength(VerifiedStore store, Key slot, int more) {
    byte[] bytes = store.cell(slot).bytes(Attributes.SLOT);
    store.set(slot, Attributes.SLOT, new Value.Bytes(Arrays.copyOf(bytes, bytes.length + more)));
  }

  private static Value number(long value) {
    return new Value.Number(value);
  }

  private static Value text(String value) {
    return new Value.Text(value);
  }

  private static Value texts(String value) {
    return new Value.Texts(List.of(value));
  }

  private static Value bytes(String value) {
    return new Value.Bytes(value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
