package io.schemeless.eventstore.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Single cells: what is put comes back, and conditions hold.
abstract class CellContract extends TableContract {
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
  void keys_may_be_as_long_as_the_port_allows() {
    Cell cell = cell("é".repeat(1024), "€".repeat(341));
    assertThat(cell.key().partition().getBytes(UTF_8)).hasSize(2048);

    cells.put(cell, ABSENT);

    assertThat(cells.get(cell.key(), Read.CONSISTENT)).isEqualTo(cell);
  }
}
