package io.schemeless.eventstore.log.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.log.core.ClosedMemory.Run;
import io.schemeless.eventstore.log.item.Meta;
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
}
