package io.schemeless.eventstore.log.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.log.core.Slots;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.port.ItemSize;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Observer;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StreamId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotTest {
  private static final Keys KEYS = new Keys("abcdefghijklmnop");
  private static final CommitId ID = new CommitId(new Value.Bytes(new byte[16]));
  private static final List<CommitRef> REFS =
      List.of(new CommitRef(StreamId.of("order", "a"), 1, Indexes.firsts(1)));

  private final MemoryCells cells = new MemoryCells();
  private final Slots log = new Slots(cells, new SystemHost(), Observer.NONE);

  @ParameterizedTest
  @ValueSource(ints = {1, 700, 870, 871, 900, 5_000, 70_000, 100_000})
  void a_slot_with_a_copy_stays_within_one_write_unit(int length) {
    log.commit(KEYS, 7, ID, 1, REFS, Packed.plain(new byte[length]));

    assertThat(ItemSize.of(Objects.requireNonNull(cells.get(KEYS.slot(7), Read.CONSISTENT))))
        .isLessThanOrEqualTo(ItemSize.WRITE_UNIT);
  }

  @Test
  void the_first_put_decides_a_slot_for_ever() {
    Slot sealed = log.seal(KEYS, 7);

    Slot late = log.commit(KEYS, 7, ID, 1, REFS, null);

    assertThat(late).isEqualTo(sealed);
    assertThat(Settlement.of(late, ID)).isEqualTo(Settlement.VOID);
    assertThat(log.settle(KEYS, 8, ID, Read.CONSISTENT)).isEqualTo(Settlement.EMPTY);
  }

  @Test
  void a_slot_survives_its_cell() {
    Slot.Committed slot =
        new Slot.Committed(
            ID,
            12,
            34,
            List.of(
                new CommitRef(StreamId.of("a:b+@", "/"), 9, Indexes.parse("0-3,7")),
                new CommitRef(StreamId.of("a"), 1, Indexes.parse("4-6"))),
            null);
    Key key = KEYS.slot(7);

    assertThat(Slot.of(slot.cell(key))).isEqualTo(slot);
    assertThat(Slot.of(new Slot.Void(5).cell(key))).isEqualTo(new Slot.Void(5));
  }

  @Test
  void indexes_are_written_as_ranges() {
    assertThat(new Indexes(new int[] {0, 1, 2, 5, 7, 8}).text()).isEqualTo("0-2,5,7-8");
    assertThat(Indexes.parse("0-2,5,7-8").values()).containsExactly(0, 1, 2, 5, 7, 8);
    assertThat(Indexes.firsts(3).isWhole()).isTrue();
    assertThat(Indexes.parse("1-3").isWhole()).isFalse();
  }
}
