package io.schemeless.eventstore.log.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.testing.ForwardingHost;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When an attempt under way, or a hole, is overdue. The graces are 2 s, and 10 s for large
/// appends.
class GraceTest {
  private static final long NOW = 1_000_000;
  private static final Keys KEYS = new Keys("abcdefghijklmnop");

  private final MemoryCells cells = new MemoryCells();
  private long elapsed = 50_000;
  private final Grace grace =
      new Grace(
          cells,
          new ForwardingHost(new SystemHost()) {
            @Override
            public long now() {
              return NOW;
            }

            @Override
            public long elapsed() {
              return elapsed;
            }
          },
          StoreOptions.DEFAULT);

  @ParameterizedTest
  @CsvSource({"1, 2000", "20, 2000", "21, 10000", "4000, 10000"})
  void an_append_of_over_twenty_items_is_given_the_long_grace(int items, long expected) {
    assertThat(grace.graceOf(items)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "-2000, false", "-2001, true", "2000, false", "2001, true"})
  void what_is_further_away_than_the_grace_by_the_wall_clock_is_over(long since, boolean over) {
    assertThat(grace.isOver(KEYS, 1, NOW + since, 2_000)).isEqualTo(over);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "2000, false", "2001, true"})
  void so_is_what_this_process_has_known_of_for_longer(long waited, boolean over) {
    boolean first = grace.isOver(KEYS, 1, NOW, 2_000);
    elapsed += waited;

    assertThat(first).isFalse();
    assertThat(grace.isOver(KEYS, 1, NOW, 2_000)).isEqualTo(over);
    assertThat(grace.isOver(KEYS, 2, NOW, 2_000)).isFalse();
    assertThat(grace.isOver(new Keys("ponmlkjihgfedcba"), 1, NOW, 2_000)).isFalse();
  }

  @Test
  void ten_thousand_places_are_known_and_no_more() {
    for (long position = 1; position <= 10_001; position++) {
      grace.isOver(KEYS, position, NOW, 2_000);
    }
    elapsed += 2_001;

    assertThat(grace.isOver(KEYS, 10_001, NOW, 2_000)).isTrue();
    assertThat(grace.isOver(KEYS, 1, NOW, 2_000)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "-2000, , false",
    "-2001, , true",
    "-2001, -10001, true",
    "-2001, -10000, false",
    "-2001, 0, false",
    "-2001, 10001, true",
    "-10000, 0, false",
    "-10001, 0, true"
  })
  void every_hole_is_given_the_long_grace_while_a_large_append_is_recent(
      long above, @Nullable Long largeAt, boolean over) {
    Map<String, Value> noted =
        largeAt == null
            ? Map.of(Attributes.NEXT, new Value.Number(9))
            : Map.of(Attributes.LARGE_AT, new Value.Number(NOW + largeAt));
    cells.put(new Cell(KEYS.counter(), noted), new Condition.Absent());

    assertThat(grace.isHoleOver(KEYS, 1, NOW + above)).isEqualTo(over);
  }

  @Test
  void without_a_counter_no_large_append_is_recent() {
    assertThat(grace.isHoleOver(KEYS, 1, NOW - 2_001)).isTrue();
  }
}
