package io.schemeless.eventstore.memory;

import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.CellsContract;

final class MemoryCellsTest extends CellsContract {
  @Override
  protected Cells emptyTable() {
    return new MemoryCells();
  }
}
