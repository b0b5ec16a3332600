package io.schemeless.eventstore.port;

import org.jspecify.annotations.Nullable;

/// One step of a transaction.
public sealed interface Change {
  Key key();

  record Write(Cell cell, Condition condition) implements Change {
    @Override
    public Key key() {
      return cell.key();
    }
  }

  /// @param condition what must hold of the cell; none takes away whatever is there
  record Remove(Key key, @Nullable Condition condition) implements Change {
    public Remove(Key key) {
      this(key, null);
    }
  }
}
