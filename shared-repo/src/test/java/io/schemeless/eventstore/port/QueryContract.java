package io.schemeless.eventstore.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Many cells of known keys: ranges, and any keys at once.
abstract class QueryContract extends TableContract {
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

    CellPage forward = query("1", "3", false, 2);
    CellPage backward = query("1", "3", true, 2);

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

  private CellPage query(String from, String to, boolean backward, int limit) {
    return cells.query(new Range("p", from, to, backward, limit, Read.CONSISTENT));
  }

  private static List<String> sorts(CellPage slice) {
    return slice.cells().stream().map(cell -> cell.key().sort()).toList();
  }
}
