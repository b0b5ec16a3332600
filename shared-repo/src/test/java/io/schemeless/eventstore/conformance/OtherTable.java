package io.schemeless.eventstore.conformance;

import io.schemeless.eventstore.port.Cells;

/// The same content in another table: what a restore makes.
final class OtherTable extends ForwardingCells {
  OtherTable(Cells cells) {
    super(cells);
  }

  @Override
  public String tableId() {
    return "restored-" + cells.tableId();
  }
}
