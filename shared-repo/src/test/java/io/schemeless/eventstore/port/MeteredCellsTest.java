package io.schemeless.eventstore.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.memory.MemoryCells;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The worked examples of DynamoDB's developer guide, and its rules where it gives none.
final class MeteredCellsTest {
  private static final Condition ABSENT = new Condition.Absent();
  private static final int KB = 1024;

  private final Cells table = new MemoryCells();
  private final Meter meter = new Meter();
  private final Cells cells = new MeteredCells(table, meter);

  @Test
  void a_get_is_rounded_up_to_4_KB_and_half_the_price_when_eventual() {
    table.put(cell("1", 3_584), ABSENT);
    table.put(cell("2", 10 * KB), ABSENT);

    assertThat(cost(() -> cells.get(key("1"), Read.CONSISTENT))).isEqualTo(new Usage(1, 1, 0));
    assertThat(cost(() -> cells.get(key("1"), Read.EVENTUAL))).isEqualTo(new Usage(1, 0.5, 0));
    assertThat(cost(() -> cells.get(key("2"), Read.CONSISTENT))).isEqualTo(new Usage(1, 3, 0));
    assertThat(cost(() -> cells.get(key("2"), Read.EVENTUAL))).isEqualTo(new Usage(1, 1.5, 0));
  }

  @Test
  void an_item_of_exactly_4_KB_is_one_unit_and_one_byte_more_is_two() {
    table.put(cell("1", 4 * KB), ABSENT);
    table.put(cell("2", 4 * KB + 1), ABSENT);

    assertThat(cost(() -> cells.get(key("1"), Read.CONSISTENT)).readUnits()).isEqualTo(1);
    assertThat(cost(() -> cells.get(key("2"), Read.CONSISTENT)).readUnits()).isEqualTo(2);
  }

  @Test
  void a_missing_cell_costs_as_much_as_a_small_one() {
    assertThat(cost(() -> cells.get(key("1"), Read.CONSISTENT))).isEqualTo(new Usage(1, 1, 0));
    assertThat(cost(() -> cells.get(key("1"), Read.EVENTUAL))).isEqualTo(new Usage(1, 0.5, 0));
  }

  @Test
  void a_batch_rounds_each_item_by_itself() {
    table.put(cell("1", 1_536), ABSENT); // 1.5 KB and 6.5 KB are 4 KB + 8 KB, not 8 KB
    table.put(cell("2", 6_656), ABSENT);

    assertThat(cost(() -> cells.getAll(List.of(key("1"), key("2")), Read.CONSISTENT)))
        .isEqualTo(new Usage(1, 3, 0));
    assertThat(cost(() -> cells.getAll(List.of(key("1"), key("none")), Read.EVENTUAL)))
        .isEqualTo(new Usage(1, 1, 0));
  }

  @Test
  void a_batch_is_a_request_for_each_hundred_keys() {
    List<Key> keys = IntStream.range(0, 101).mapToObj(i -> key("" + i)).toList();

    assertThat(cost(() -> cells.getAll(keys, Read.CONSISTENT))).isEqualTo(new Usage(2, 101, 0));
    assertThat(cost(() -> cells.getAll(List.of(), Read.CONSISTENT))).isEqualTo(Usage.NONE);
  }

  @Test
  void a_query_rounds_its_items_together() {
    // The guide's example: items of 40.8 KB in all are read as 44 KB.
    IntStream.range(0, 10).forEach(i -> table.put(cell("" + i, 4_178), ABSENT));

    assertThat(cost(() -> cells.query(range("0", "9", Read.CONSISTENT))))
        .isEqualTo(new Usage(1, 11, 0));
    assertThat(cost(() -> cells.query(range("0", "9", Read.EVENTUAL))))
        .isEqualTo(new Usage(1, 5.5, 0));
  }

  @Test
  void an_empty_query_costs_the_least_there_is() {
    assertThat(cost(() -> cells.query(range("0", "9", Read.CONSISTENT))))
        .isEqualTo(new Usage(1, 1, 0));
    assertThat(cost(() -> cells.query(range("0", "9", Read.EVENTUAL))))
        .isEqualTo(new Usage(1, 0.5, 0));
  }

  @Test
  void a_put_is_rounded_up_to_1_KB() {
    assertThat(cost(() -> cells.put(cell("1", 512), ABSENT))).isEqualTo(new Usage(1, 0, 1));
    assertThat(cost(() -> cells.put(cell("2", 1_536), ABSENT))).isEqualTo(new Usage(1, 0, 2));
    assertThat(cost(() -> cells.put(cell("3", KB), ABSENT))).isEqualTo(new Usage(1, 0, 1));
    assertThat(cost(() -> cells.put(cell("4", KB + 1), ABSENT))).isEqualTo(new Usage(1, 0, 2));
  }

  @Test
  void a_refused_put_is_charged_by_the_cell_that_is_there() {
    table.put(cell("1", 2 * KB), ABSENT);

    assertThat(cost(() -> cells.put(cell("1", 10 * KB), ABSENT))).isEqualTo(new Usage(1, 0, 2));
    assertThat(cost(() -> cells.put(cell("2", 10 * KB), is()))).isEqualTo(new Usage(1, 0, 1));
  }

  @Test
  void an_indexed_cell_costs_its_entry_too() {
    Cell small = indexed("1", 100, "domain");
    Cell large = indexed("2", 3_000, "d".repeat(1_100));

    assertThat(cost(() -> cells.put(small, ABSENT))).isEqualTo(new Usage(1, 0, 1 + 1));
    assertThat(cost(() -> cells.put(large, ABSENT))).isEqualTo(new Usage(1, 0, 5 + 2));
  }

  @Test
  void an_increment_is_one_unit() {
    table.put(new Cell(key("1"), Map.of("n", new Value.Number(1), "v", text("a"))), ABSENT);

    assertThat(cost(() -> cells.increment(key("1"), "n", is(), null)))
        .isEqualTo(new Usage(1, 0, 1));
    assertThat(cost(() -> cells.increment(key("missing"), "n", is(), null)))
        .isEqualTo(new Usage(1, 0, 1));
  }

  @Test
  void a_transaction_costs_twice_as_much() {
    List<Change> changes =
        List.of(
            new Change.Write(cell("1", 512), ABSENT),
            new Change.Write(cell("2", 1_536), ABSENT),
            new Change.Remove(key("3")));

    assertThat(cost(() -> cells.transact(changes))).isEqualTo(new Usage(1, 0, 2 + 4 + 2));
    assertThat(cost(() -> cells.transact(changes))).isEqualTo(new Usage(1, 0, 2 + 4 + 2));
  }

  @Test
  void the_index_is_written_at_the_usual_price_and_only_if_the_transaction_is_made() {
    List<Change> changes = List.of(new Change.Write(indexed("1", 100, "domain"), ABSENT));

    assertThat(cost(() -> cells.transact(changes)).writeUnits()).isEqualTo(2 + 1);
    assertThat(cost(() -> cells.transact(changes)).writeUnits()).isEqualTo(2);
  }

  @Test
  void reading_the_index_and_the_table_through_is_eventual() {
    table.put(indexed("1", 100, "domain"), ABSENT);

    assertThat(cost(() -> cells.index("domain", null, 10))).isEqualTo(new Usage(1, 0.5, 0));
    assertThat(cost(() -> cells.scan(List.of("p"), null))).isEqualTo(new Usage(1, 0.5, 0));
  }

  @Test
  void a_page_of_a_scan_that_goes_on_has_read_1_MB() {
    for (int i = 0; i < 600; i++) {
      table.put(cell("" + i, 50), ABSENT);
    }

    assertThat(cost(() -> cells.scan(List.of("p"), null))).isEqualTo(new Usage(1, 128, 0));
  }

  @Test
  void a_delete_is_a_unit_and_twenty_five_are_a_request() {
    List<Key> keys = IntStream.range(0, 26).mapToObj(i -> key("" + i)).toList();

    assertThat(cost(() -> cells.delete(keys))).isEqualTo(new Usage(2, 0, 26));
  }

  @Test
  void asking_which_table_it_is_costs_no_units() {
    assertThat(cost(cells::tableId)).isEqualTo(new Usage(1, 0, 0));
  }

  @Test
  void many_threads_are_counted_as_exactly_as_one() {
    Callable<Put> task = () -> cells.put(cell("1", 100), ABSENT);

    cost(() -> new SystemHost().all(Collections.nCopies(2_000, task)));

    assertThat(meter.usage()).isEqualTo(new Usage(2_000, 0, 2_000));
  }

  private Usage cost(Runnable calls) {
    Usage before = meter.usage();
    calls.run();
    return meter.usage().minus(before);
  }

  private static Key key(String sort) {
    return new Key("p", sort);
  }

  /// A cell of a size in all.
  private static Cell cell(String sort, int size) {
    int rest = ItemSize.of(key(sort)) + 1;
    return new Cell(key(sort), Map.of("v", new Value.Bytes(new byte[size - rest])));
  }

  private static Cell indexed(String sort, int body, String partition) {
    return new Cell(
        key(sort),
        Map.of(
            Cell.INDEX_PARTITION,
            text(partition),
            Cell.INDEX_SORT,
            text("1"),
            "v",
            new Value.Bytes(new byte[body])));
  }

  private static Condition.Is is() {
    return new Condition.Is("v", text("a"));
  }

  private static Value text(String value) {
    return new Value.Text(value);
  }

  private static Range range(String from, String to, Read read) {
    return new Range("p", from, to, false, 100, read);
  }
}
