package io.schemeless.eventstore.port;

/// One step of a transaction.
public sealed interface Change {
  Key key();

  record Write(Cell cell, Condition condition) implements Change {
    @Override
    public Key key() {
      return cell.key();
    }
  }

  record Remove(Key key) implements Change {}
}
