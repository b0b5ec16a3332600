package io.schemeless.eventstore.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the protocol relies on in every table.
public abstract class CellsContract {
  private static final Condition ABSENT = new Condition.Absent();

  private Cells cells;

  /// A new, empty table.
  protected abstract Cells emptyTable();

  @BeforeEach
  void open() {
    cells = emptyTable();
  }

  @Test
  void a_missing_cell_is_none() {
    assertThat(cells.get(key("p", "1"), Read.CONSISTENT)).isNull();
    assertThat(cells.get(key("p", "1"), Read.EVENTUAL)).isNull();
  }

  @Test
  void every_kind_of_value_comes_back_as_it_was_put() {
    Cell cell =
        new Cell(
            key("p", "1"),
            Map.of(
                "text", new Value.Text("é€\uD834\uDD1E \u0000 \uFFFF"),
                "empty", new Value.Text(""),
                "most", new Value.Number(Long.MAX_VALUE),
                "least", new Value.Number(Long.MIN_VALUE),
                "zero", new Value.Number(0),
                "bytes", new Value.Bytes(new byte[] {0, -1, 127, -128}),
                "none", new Value.Bytes(new byte[0]),
                "texts", new Value.Texts(List.of("b", "a", "", "a")),
                "nothing", new Value.Texts(List.of())));

    assertThat(cells.put(cell, ABSENT)).isEqualTo(new Put.Written());

    assertThat(cells.get(cell.key(), Read.CONSISTENT)).isEqualTo(cell);
  }

  @Test
  void attribute_names_may_be_reserved_words() {
    Cell cell = cell("p", "1", "table", new Value.Number(1));
    cells.put(cell, ABSENT);

    Cell next = cell("p", "1", "table", new Value.Number(2));
    Put put = cells.put(next, new Condition.Is("table", new Value.Number(1)));

    assertThat(put).isEqualTo(new Put.Written());
    assertThat(cells.get(cell.key(), Read.CONSISTENT)).isEqualTo(next);
  }

  @Test
  void a_put_if_absent_is_refused_with_the_cell_that_is_there() {
    Cell first = cell("p", "1", "v", new Value.Text("first"));
    cells.put(first, ABSENT);

    Put put = cells.put(cell("p", "1", "v", new Value.Text("second")), ABSENT);

    assertThat(put).isEqualTo(new Put.Refused(first));
    assertThat(cells.get(first.key(), Read.CONSISTENT)).isEqualTo(first);
  }

  @Test
  void a_put_if_absent_or_equal_writes_over_the_cell_that_it_names_and_no_other() {
    Value mine = new Value.Bytes(new byte[] {1});
    Condition condition = new Condition.AbsentOr("id", mine);
    Cell cell = cell("p", "1", "id", mine);
    assertThat(cells.put(cell, condition)).isEqualTo(new Put.Written());

    Cell other = cell("p", "1", "id", new Value.Bytes(new byte[] {2}));
    assertThat(cells.put(other, condition)).isEqualTo(new Put.Written());

    assertThat(cells.put(cell, condition)).isEqualTo(new Put.Refused(other));
  }

  @Test
  void a_put_if_absent_or_equal_is_refused_where_the_attribute_is_missing() {
    Cell there = cell("p", "1", "other", new Value.Number(1));
    cells.put(there, ABSENT);

    Put put =
        cells.put(
            cell("p", "1", "v", new Value.Number(2)),
            new Condition.AbsentOr("v", new Value.Number(1)));

    assertThat(put).isEqualTo(new Put.Refused(there));
  }

  @Test
  void a_put_if_equal_is_refused_on_a_missing_cell_with_none() {
    Cell cell = cell("p", "1", "v", new Value.Text("a"));

    Put put = cells.put(cell, new Condition.Is("v", new Value.Text("a")));

    assertThat(put).isEqualTo(new Put.Refused(null));
    assertThat(cells.get(cell.key(), Read.CONSISTENT)).isNull();
  }

  @Test
  void a_put_if_equal_compares_kind_and_value() {
    Cell cell = cell("p", "1", "v", new Value.Text("1"));
    cells.put(cell, ABSENT);

    Put put =
        cells.put(
            cell("p", "1", "v", new Value.Text("2")), new Condition.Is("v", new Value.Number(1)));

    assertThat(put).isEqualTo(new Put.Refused(cell));
  }

  @Test
  void a_put_replaces_the_whole_cell() {
    Cell first =
        new Cell(key("p", "1"), Map.of("a", new Value.Number(1), "b", new Value.Number(1)));
    cells.put(first, ABSENT);

    Cell second = cell("p", "1", "a", new Value.Number(2));
    cells.put(second, new Condition.Is("a", new Value.Number(1)));

    assertThat(cells.get(first.key(), Read.CONSISTENT)).isEqualTo(second);
  }

  @Test
  void cells_are_ordered_by_the_bytes_of_their_sort_keys() {
    // UTF-16 would put the last two the other way round.
    List<String> sorts = List.of("0", "A", "a", "a0", "é", "€", "\uFF5E", "\uD834\uDD1E");
    sorts.reversed().forEach(sort -> cells.put(cell("p", sort), ABSENT));

    assertThat(sorts(query("0", "\uDBFF\uDFFF", false, 100))).isEqualTo(sorts);
    assertThat(sorts(query("0", "\uDBFF\uDFFF", true, 100))).isEqualTo(sorts.reversed());
    assertThat(sorts(query("€", "\uDBFF\uDFFF", false, 100)))
        .isEqualTo(List.of("€", "\uFF5E", "\uD834\uDD1E"));
  }

  @Test
  void a_range_holds_both_its_ends_and_one_partition_only() {
    List.of("1", "2", "3", "4", "5").forEach(sort -> cells.put(cell("p", sort), ABSENT));
    cells.put(cell("q", "3"), ABSENT);
    cells.put(cell("p3", "3"), ABSENT);

    assertThat(sorts(query("2", "4", false, 10))).containsExactly("2", "3", "4");
    assertThat(sorts(query("2", "4", true, 10))).containsExactly("4", "3", "2");
    assertThat(sorts(query("3", "3", false, 10))).containsExactly("3");
    assertThat(sorts(query("", "2", false, 10))).containsExactly("1", "2");
  }

  @Test
  void a_limit_cuts_a_slice_at_its_start_and_says_that_there_is_more() {
    List.of("1", "2", "3").forEach(sort -> cells.put(cell("p", sort), ABSENT));

    Slice forward = query("1", "3", false, 2);
    Slice backward = query("1", "3", true, 2);

    assertThat(sorts(forward)).containsExactly("1", "2");
    assertThat(forward.more()).isTrue();
    assertThat(sorts(backward)).containsExactly("3", "2");
    assertThat(backward.more()).isTrue();
    assertThat(query("1", "3", false, 4).more()).isFalse();
  }

  @Test
  void any_number_of_keys_is_got_at_once_and_missing_or_repeated_ones_do_not_matter() {
    Map<Key, Cell> expected = new HashMap<>();
    List<Key> asked = new ArrayList<>();
    for (int i = 0; i < 230; i++) {
      Key key = key("p" + i % 7, "s" + i);
      asked.add(key);
      asked.add(key);
      if (i % 3 != 0) {
        Cell cell = new Cell(key, Map.of("i", new Value.Number(i)));
        cells.put(cell, ABSENT);
        expected.put(key, cell);
      }
    }

    assertThat(cells.getAll(asked, Read.CONSISTENT)).isEqualTo(expected);
    assertThat(cells.getAll(List.of(), Read.EVENTUAL)).isEmpty();
  }

  @Test
  void sixty_cells_of_300_KB_are_got_at_once() {
    List<Key> keys = IntStream.range(0, 60).mapToObj(i -> key("p", "s" + i)).toList();
    Value body = new Value.Bytes(new byte[300 * 1024]);
    keys.forEach(key -> cells.put(new Cell(key, Map.of("v", body)), ABSENT));

    assertThat(cells.getAll(keys, Read.EVENTUAL)).containsOnlyKeys(keys);
  }

  @Test
  void an_increment_counts_and_notes_and_leaves_the_rest() {
    Value guard = new Value.Text("inc");
    Key key = key("p", "1");
    cells.put(new Cell(key, Map.of("g", guard, "n", new Value.Number(41))), ABSENT);
    Condition.Is guarded = new Condition.Is("g", guard);

    assertThat(cells.increment(key, "n", guarded, new Cells.Note("at", 7))).hasValue(42);
    assertThat(cells.increment(key, "n", guarded, null)).hasValue(43);

    assertThat(cells.get(key, Read.CONSISTENT))
        .isEqualTo(
            new Cell(
                key, Map.of("g", guard, "n", new Value.Number(43), "at", new Value.Number(7))));
  }

  @Test
  void an_increment_of_a_missing_or_otherwise_guarded_cell_does_nothing() {
    Key key = key("p", "1");
    Condition.Is guard = new Condition.Is("g", new Value.Text("inc"));
    assertThat(cells.increment(key, "n", guard, null)).isEqualTo(OptionalLong.empty());
    assertThat(cells.get(key, Read.CONSISTENT)).isNull();

    Cell other = cell("p", "1", "g", new Value.Text("other"));
    cells.put(other, ABSENT);

    assertThat(cells.increment(key, "n", guard, null)).isEqualTo(OptionalLong.empty());
    assertThat(cells.get(key, Read.CONSISTENT)).isEqualTo(other);
  }

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

  @Test
  void the_index_lists_one_partition_in_its_own_order_page_by_page() {
    for (int i = 0; i < 7; i++) {
      indexed("p" + (7 - i), "s", "domain", "i" + i);
    }
    indexed("other", "s", "another", "i0");
    cells.put(cell("not indexed", "s"), ABSENT);

    assertThat(walk("domain", 3).stream().map(Key::partition))
        .containsExactly("p7", "p6", "p5", "p4", "p3", "p2", "p1");
  }

  @Test
  void the_whole_index_holds_the_indexed_cells_and_no_others() {
    indexed("p1", "s", "a", "1");
    indexed("p2", "s", "b", "1");
    indexed("p3", "s", "b", "1");
    cells.put(cell("not indexed", "s"), ABSENT);

    assertThat(walk(null, 2))
        .containsExactlyInAnyOrder(key("p1", "s"), key("p2", "s"), key("p3", "s"));
  }

  @Test
  void an_index_partition_without_cells_is_an_empty_last_page() {
    assertThat(cells.index("nobody", null, 10)).isEqualTo(new KeyPage(List.of(), null));
  }

  @Test
  void a_scan_finds_the_cells_below_its_prefixes() {
    List.of("a/1", "a/2", "ab", "b/1", "c/1").forEach(p -> cells.put(cell(p, "s"), ABSENT));

    assertThat(scan(List.of("a/", "c/")))
        .containsExactlyInAnyOrder(key("a/1", "s"), key("a/2", "s"), key("c/1", "s"));
    assertThat(scan(List.of())).isEmpty();
    assertThat(scan(List.of("")))
        .contains(key("a/1", "s"), key("a/2", "s"), key("ab", "s"), key("b/1", "s"));
    assertThat(scan(manyPrefixesAnd("b/"))).containsExactly(key("b/1", "s"));
  }

  @Test
  void a_scan_of_much_data_goes_on_where_it_stopped() {
    for (int i = 0; i < 8; i++) {
      cells.put(cell("p/" + i, "s", "v", new Value.Bytes(new byte[300 * 1024])), ABSENT);
    }

    assertThat(scan(List.of("p/"))).hasSize(8);
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

  @Test
  void keys_may_be_as_long_as_the_port_allows() {
    Cell cell = cell("é".repeat(1024), "€".repeat(341));
    assertThat(cell.key().partition().getBytes(UTF_8)).hasSize(2048);

    cells.put(cell, ABSENT);

    assertThat(cells.get(cell.key(), Read.CONSISTENT)).isEqualTo(cell);
  }

  private void indexed(String partition, String sort, String indexPartition, String indexSort) {
    cells.put(
        new Cell(
            key(partition, sort),
            Map.of(
                Cell.INDEX_PARTITION,
                new Value.Text(indexPartition),
                Cell.INDEX_SORT,
                new Value.Text(indexSort),
                "more",
                new Value.Number(1))),
        ABSENT);
  }

  private List<Key> walk(@Nullable String partition, int limit) {
    List<Key> found = new ArrayList<>();
    KeyPage.Bookmark next = null;
    do {
      KeyPage page = cells.index(partition, next, limit);
      assertThat(page.keys()).hasSizeLessThanOrEqualTo(limit);
      found.addAll(page.keys());
      next = page.next();
    } while (next != null);
    return found;
  }

  private List<Key> scan(List<String> prefixes) {
    List<Key> found = new ArrayList<>();
    KeyPage.Bookmark next = null;
    do {
      KeyPage page = cells.scan(prefixes, next);
      found.addAll(page.keys());
      next = page.next();
    } while (next != null);
    return found;
  }

  private static List<String> manyPrefixesAnd(String one) {
    List<String> prefixes = new ArrayList<>();
    IntStream.range(0, 150).forEach(i -> prefixes.add("none/" + i));
    prefixes.add(one);
    return prefixes;
  }

  private Slice query(String from, String to, boolean backward, int limit) {
    return cells.query(new Range("p", from, to, backward, limit, Read.CONSISTENT));
  }

  private static List<String> sorts(Slice slice) {
    return slice.cells().stream().map(cell -> cell.key().sort()).toList();
  }

  private static Key key(String partition, String sort) {
    return new Key(partition, sort);
  }

  private static Cell cell(String partition, String sort) {
    return new Cell(key(partition, sort), Map.of());
  }

  private static Cell cell(String partition, String sort, String name, Value value) {
    return new Cell(key(partition, sort), Map.of(name, value));
  }
}
