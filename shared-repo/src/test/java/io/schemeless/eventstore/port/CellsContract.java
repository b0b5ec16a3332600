package io.schemeless.eventstore.port;

import org.junit.jupiter.api.Nested;

/// What the protocol relies on in every table.
public abstract class CellsContract {

  /// A new, empty table that no other test uses.
  protected abstract Cells emptyTable();

  @Nested
  class One extends CellContract {
    @Override
    protected Cells emptyTable() {
      return CellsContract.this.emptyTable();
    }
  }

  @Nested
  class Query extends QueryContract {
    @Override
    protected Cells emptyTable() {
      return CellsContract.this.emptyTable();
    }
  }

  @Nested
  class Listing extends ListingContract {
    @Override
    protected Cells emptyTable() {
      return CellsContract.this.emptyTable();
    }
  }

  @Nested
  class Change extends ChangeContract {
    @Override
    protected Cells emptyTable() {
      return CellsContract.this.emptyTable();
    }
  }
}
