package io.schemeless.eventstore.simulation;

import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What a restore can do to a table.
final class RestoreDamage {
  private RestoreDamage() {}

  /// A copy of a table, which holds a part of it.
  static UnaryOperator<TableState> copy(Predicate<Cell> kept) {
    return table ->
        copied(
            table,
            table.cells().values().stream().filter(kept).collect(toMap(Cell::key, cell -> cell)));
  }

  /// Copies of a table as a backup may bring them back: each partition as it was at some moment,
  /// but not all at the same one.
  static List<TableState> restored(TableState table) {
    List<Map<Key, Cell>> copies = new ArrayList<>();
    copies.add(Map.of());
    for (List<Cell> partition : partitions(table)) {
      List<Map<Key, Cell>> more = new ArrayList<>();
      for (Map<Key, Cell> copy : copies) {
        for (int kept = 0; kept <= partition.size(); kept++) {
          Map<Key, Cell> next = new HashMap<>(copy);
          partition.subList(0, kept).forEach(cell -> next.put(cell.key(), cell));
          more.add(next);
        }
      }
      copies = more;
    }
    return copies.stream().map(cells -> copied(table, cells)).toList();
  }

  /// The cells of each partition but the meta's, in the order in which they were put.
  private static Collection<List<Cell>> partitions(TableState table) {
    return table.cells().values().stream()
        .filter(cell -> !cell.key().equals(CommittedTruth.META))
        .sorted(Comparator.comparing(Cell::key, TableState.BY_NAME))
        .collect(Collectors.groupingBy(cell -> cell.key().partition(), TreeMap::new, toList()))
        .values();
  }

  private static TableState copied(TableState table, Map<Key, Cell> cells) {
    Map<Key, Cell> all = new HashMap<>(cells);
    Cell meta = Objects.requireNonNull(table.cells().get(CommittedTruth.META));
    all.put(meta.key(), with(meta, "table", new Value.Text("the table that was copied")));
    return new TableState(all, table.objects(), table.past());
  }

  private static Cell with(Cell cell, String attribute, Value value) {
    Map<String, Value> attributes = new HashMap<>(cell.attributes());
    attributes.put(attribute, value);
    return new Cell(cell.key(), attributes);
  }

  /// The counter is as it was when the store was new.
  static TableState counterReset(TableState table) {
    Map<Key, Cell> cells = new HashMap<>(table.cells());
    cells.replaceAll(
        (_, cell) -> cell.has("next") ? with(cell, "next", new Value.Number(0)) : cell);
    return new TableState(cells, table.objects(), table.past());
  }
}
