package io.schemeless.eventstore.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Many changes at once: transactions, deletions, and a table made anew.
abstract class ChangeContract extends TableContract {
  @Test
  void a_transaction_makes_all_its_changes() {
    cells.put(cell("p", "gone"), ABSENT);
    cells.put(cell("p", "changed", "v", new Value.Number(1)), ABSENT);
    Cell changed = cell("p", "changed", "v", new Value.Number(2));
    Cell added = cell("q", "added");

    boolean done =
        cells.transact(
            List.of(
                new Change.Remove(key("p", "gone")),
                new Change.Remove(key("p", "never was")),
                new Change.Write(changed, new Condition.Is("v", new Value.Number(1))),
                new Change.Write(added, ABSENT)));

    assertThat(done).isTrue();
    assertThat(cells.get(key("p", "gone"), Read.CONSISTENT)).isNull();
    assertThat(cells.get(changed.key(), Read.CONSISTENT)).isEqualTo(changed);
    assertThat(cells.get(added.key(), Read.CONSISTENT)).isEqualTo(added);
  }

  @Test
  void a_transaction_with_a_failed_condition_changes_nothing() {
    Cell kept = cell("p", "kept");
    cells.put(kept, ABSENT);

    boolean done =
        cells.transact(
            List.of(
                new Change.Write(cell("q", "added"), ABSENT),
                new Change.Remove(kept.key()),
                new Change.Write(
                    cell("p", "missing"), new Condition.Is("v", new Value.Number(1)))));

    assertThat(done).isFalse();
    assertThat(cells.get(kept.key(), Read.CONSISTENT)).isEqualTo(kept);
    assertThat(cells.get(key("q", "added"), Read.CONSISTENT)).isNull();
  }

  @ParameterizedTest
  @MethodSource("ofOthers")
  void a_cell_is_removed_only_if_it_is_the_one_that_was_meant(Condition condition) {
    Cell kept = cell("p", "kept", "v", new Value.Number(1));
    cells.put(kept, ABSENT);

    assertThat(cells.transact(List.of(new Change.Remove(kept.key(), condition)))).isFalse();
    assertThat(cells.get(kept.key(), Read.CONSISTENT)).isEqualTo(kept);

    Condition same = new Condition.Is("v", new Value.Number(1));
    assertThat(cells.transact(List.of(new Change.Remove(kept.key(), same)))).isTrue();
    assertThat(cells.get(kept.key(), Read.CONSISTENT)).isNull();
  }

  static List<Condition> ofOthers() {
    return List.of(
        ABSENT,
        new Condition.Is("v", new Value.Number(2)),
        new Condition.Is("w", new Value.Number(1)),
        new Condition.AbsentOr("v", new Value.Number(2)));
  }

  @Test
  void deleted_cells_are_gone_and_deleting_missing_or_repeated_ones_does_not_matter() {
    List<Key> keys = IntStream.range(0, 60).mapToObj(i -> key("p", "s" + i)).toList();
    keys.forEach(key -> cells.put(new Cell(key, Map.of()), ABSENT));
    cells.put(cell("p", "kept"), ABSENT);
    List<Key> twice = new ArrayList<>(keys);
    twice.addAll(keys);
    twice.add(key("p", "never was"));

    cells.delete(twice);

    assertThat(cells.getAll(keys, Read.CONSISTENT)).isEmpty();
    assertThat(cells.get(key("p", "kept"), Read.CONSISTENT)).isNotNull();
  }

  @Test
  void a_recreated_table_is_empty_and_another() {
    cells.put(cell("p", "1"), ABSENT);
    String before = cells.tableId();
    assertThat(cells.tableId()).isEqualTo(before);

    cells.recreate();

    assertThat(cells.get(key("p", "1"), Read.CONSISTENT)).isNull();
    assertThat(cells.tableId()).isNotEqualTo(before);
  }
}
