package io.schemeless.eventstore.log.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.log.core.ClosedMemory.Run;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.CommitRef;
import io.schemeless.eventstore.log.item.Indexes;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.item.Packed;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StreamId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a process remembers of what is decided.
class ClosedMemoryTest {
  private final ClosedMemory memory = new ClosedMemory();
  private final Meta life = life("aaaaaaaaaaaaaaaa");

  private static Meta life(String incarnation) {
    return new Meta(1, "store", incarnation, 1, "t", List.of(), "r");
  }

  @Test
  void at_first_nothing_is_known() {
    assertThat(memory.mark(life)).isEqualTo(0);
    assertThat(memory.unknown(life, 1, 10)).containsExactly(new Run(1, 9));
    assertThat(memory.unknown(life, 10, 10)).isEmpty();
  }

  @Test
  void what_is_decided_without_a_gap_is_the_mark() {
    memory.decided(life, 3, 4);
    memory.decided(life, 1, 2);

    assertThat(memory.mark(life)).isEqualTo(4);
    assertThat(memory.unknown(life, 1, 10)).containsExactly(new Run(5, 9));
  }

  @Test
  void what_is_decided_above_a_gap_is_not_asked_for_again() {
    memory.decided(life, 1, 9);
    memory.decided(life, 11, 100);

    assertThat(memory.mark(life)).isEqualTo(9);
    assertThat(memory.unknown(life, 1, 200)).containsExactly(new Run(10, 10), new Run(101, 199));
    assertThat(memory.unknown(life, 50, 101)).isEmpty();
  }

  @Test
  void runs_that_lie_near_each_other_come_as_one() {
    memory.decided(life, 1, 9);
    memory.decided(life, 12, 14);

    assertThat(memory.unknown(life, 1, 20)).containsExactly(new Run(10, 19));
  }

  @Test
  void another_life_knows_nothing_of_it() {
    memory.decided(life, 1, 9);
    Meta other = life("bbbbbbbbbbbbbbbb");

    assertThat(memory.mark(other)).isEqualTo(0);
    assertThat(memory.unknown(other, 1, 5)).containsExactly(new Run(1, 4));
  }

  @Test
  void what_lies_at_a_position_is_known_with_it() {
    memory.decided(life, 1, 3);
    memory.decided(life, 4, new Slot.Void(1));
    memory.decided(life, 7, new Slot.Void(2));

    assertThat(memory.mark(life)).isEqualTo(4);
    assertThat(memory.slots(life, 1, 8)).containsOnlyKeys(4L, 7L);
    assertThat(memory.slots(life, 5, 7)).isEmpty();
    assertThat(memory.slots(life, 8, 8)).isEmpty();
  }

  @Test
  void of_the_lowest_positions_it_is_forgotten_what_lies_there() {
    for (long p = 1; p <= 300; p++) {
      memory.decided(life, p, new Slot.Void(p));
    }

    assertThat(memory.mark(life)).isEqualTo(300);
    assertThat(memory.slots(life, 1, 301)).hasSize(200).doesNotContainKey(100L).containsKey(101L);
  }

  @Test
  void what_is_large_is_not_remembered() {
    CommitRef ref = new CommitRef(StreamId.of("d", "x"), 1, new Indexes(new int[] {0}));
    CommitId id = new CommitId(new Value.Bytes(new byte[16]));
    Packed large = Packed.plain(new byte[5_000]);
    memory.decided(life, 1, new Slot.Committed(id, 1, 1, List.of(ref), large));
    memory.decided(life, 2, new Slot.Committed(id, 1, 1, Collections.nCopies(21, ref), null));
    memory.decided(life, 3, new Slot.Committed(id, 1, 1, List.of(ref), null));

    assertThat(memory.mark(life)).isEqualTo(3);
    assertThat(memory.slots(life, 1, 4)).containsOnlyKeys(3L);
  }

  @Test
  void another_life_has_other_slots() {
    memory.decided(life, 1, new Slot.Void(1));
    Meta other = life("bbbbbbbbbbbbbbbb");

    assertThat(memory.slots(other, 1, 2)).isEmpty();
    memory.decided(other, 2, new Slot.Void(1));
    assertThat(memory.slots(other, 1, 3)).containsOnlyKeys(2L);
    assertThat(memory.slots(life, 1, 3)).isEmpty();
  }
}
