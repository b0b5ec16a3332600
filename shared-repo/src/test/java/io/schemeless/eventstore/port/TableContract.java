package io.schemeless.eventstore.port;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/// What the contracts of a table share: an empty one for each test, and short names for cells.
abstract class TableContract {
  protected static final Condition ABSENT = new Condition.Absent();

  protected Cells cells;

  /// A new, empty table.
  protected abstract Cells emptyTable();

  @BeforeEach
  void open() {
    cells = emptyTable();
  }

  protected static Key key(String partition, String sort) {
    return new Key(partition, sort);
  }

  protected static Cell cell(String partition, String sort) {
    return new Cell(key(partition, sort), Map.of());
  }

  protected static Cell cell(String partition, String sort, String name, Value value) {
    return new Cell(key(partition, sort), Map.of(name, value));
  }
}
