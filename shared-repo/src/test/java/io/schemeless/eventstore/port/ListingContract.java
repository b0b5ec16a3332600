package io.schemeless.eventstore.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Keys that nobody knows: the index, and the scan.
abstract class ListingContract extends TableContract {
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
}
