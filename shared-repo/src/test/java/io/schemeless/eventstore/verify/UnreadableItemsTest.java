package io.schemeless.eventstore.verify;

import static io.schemeless.eventstore.verify.VerifiedStore.A;
import static io.schemeless.eventstore.verify.VerifiedStore.B;
import static io.schemeless.eventstore.verify.VerifiedStore.BOTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.conformance.ForwardingCells;
import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.verify.Finding.Kind;
import io.schemeless.eventstore.verify.Verification.Count;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Items with attributes of types that the store never writes: every call that brings one fails, as
/// it does in DynamoDB.
class UnreadableItemsTest {
  private final Unreadable cells = new Unreadable();
  private final Ports ports = new Ports(cells, new MemoryObjectStore());
  private final VerifiedStore verified = VerifiedStore.of(ports);
  private final Keys keys = verified.keys();

  private static final class Unreadable extends ForwardingCells {
    private @Nullable Key key;

    Unreadable() {
      super(new MemoryCells());
    }

    @Override
    public @Nullable Cell get(Key asked, Read read) {
      Cell cell = super.get(asked, read);
      if (cell != null) {
        check(cell);
      }
      return cell;
    }

    @Override
    public Map<Key, Cell> getAll(Collection<Key> asked, Read read) {
      Map<Key, Cell> found = super.getAll(asked, read);
      found.values().forEach(this::check);
      return found;
    }

    @Override
    public CellPage query(Range range) {
      CellPage slice = super.query(range);
      slice.cells().forEach(this::check);
      return slice;
    }

    private void check(Cell cell) {
      if (cell.key().equals(key)) {
        throw new CorruptData("unreadable");
      }
    }
  }

  @Test
  void a_slot_is_named_and_all_others_are_checked() {
    cells.key = keys.slot(5);

    Verification found = verified.verify();

    assertThat(found.found()).containsKey(Kind.SLOT_UNREADABLE);
    assertThat(found.count(Count.APPENDS)).isEqualTo(5);
  }

  @Test
  void a_slot_above_a_hole_is_named_and_the_hole_counted() {
    verified.remove(keys.slot(5));
    cells.key = keys.slot(6);

    Verification found = verified.verify();

    assertThat(found.found()).containsKey(Kind.SLOT_UNREADABLE);
    assertThat(found.count(Count.OPEN_YOUNG)).isEqualTo(1);
  }

  @Test
  void a_slot_that_names_a_place_twice_is_corrupt_to_a_reader() {
    Value twice = new Value.Texts(List.of("2+2@0,2:5:order/a", "1+1@0:5:order/b"));
    verified.takeApart(keys.slot(BOTH)).set(keys.slot(BOTH), Attributes.REFS, twice);

    assertThatThrownBy(verified::events).isInstanceOf(CorruptData.class);
  }

  @Test
  void a_commit_is_named_and_all_others_are_checked() {
    cells.key = keys.commit(A, 2);

    Verification found = verified.verify();

    assertThat(found.found()).containsOnlyKeys(Kind.COMMIT_UNREADABLE);
    assertThat(found.count(Count.COMMITS)).isEqualTo(6);
  }

  @Test
  void a_claim_is_named_and_all_others_are_checked() {
    cells.key = keys.eventClaim("id-1");

    Verification found = verified.verify();

    assertThat(found.found()).containsOnlyKeys(Kind.RECORD_UNREADABLE);
    assertThat(found.count(Count.CHAIN_RECORDS)).isEqualTo(2);
  }

  @Test
  void the_meta_item_and_the_counter_are_named() {
    cells.key = Keys.META;
    Verification withoutMeta = verified.verify();
    cells.key = keys.counter();
    Verification withoutCounter = verified.verify();

    assertThat(withoutMeta.found()).containsOnlyKeys(Kind.META_UNREADABLE);
    assertThat(withoutCounter.found()).containsOnlyKeys(Kind.COUNTER_UNREADABLE);
  }

  @Test
  void a_repair_leaves_what_cannot_be_read_alone() {
    verified.remove(keys.chain("chain-1", BOTH));
    verified.remove(keys.commit(B, 3));
    cells.key = keys.commit(B, 2);

    Verification repaired = verified.repair();

    assertThat(repaired.found()).containsKey(Kind.COMMIT_UNREADABLE);
    assertThat(repaired.found()).doesNotContainKey(Kind.CHAIN_MISSING);
    cells.key = null;
    assertThat(verified.cell(keys.commit(B, 2))).isNotNull();
  }
}
