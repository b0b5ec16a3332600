package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Value;
import java.util.HashMap;
import java.util.Map;

/// What a restore can do to a table.
final class Damage {
  private Damage() {}

  /// The counter is as it was when the store was new.
  static Table counterReset(Table table) {
    Map<Key, Cell> cells = new HashMap<>(table.cells());
    cells.replaceAll(
        (key, cell) -> {
          Map<String, Value> attributes = new HashMap<>(cell.attributes());
          attributes.replace("next", new Value.Number(0));
          return new Cell(key, attributes);
        });
    return new Table(cells, table.objects(), table.past());
  }
}
