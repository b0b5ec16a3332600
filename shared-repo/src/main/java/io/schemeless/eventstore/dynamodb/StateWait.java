package io.schemeless.eventstore.dynamodb;

import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.store.StoreException;

/// Pauses between looks at a table that is changing its state; 3 minutes in all. A table is usually
/// there within 10 s, and gone within as many.
final class StateWait {
  private static final long LIMIT_MILLIS = 180_000;
  private static final long FIRST_MILLIS = 20;
  private static final long LONGEST_MILLIS = 1_000;

  private final Host host;
  private final String table;
  private final long deadline;
  private long next = FIRST_MILLIS;

  StateWait(Host host, String table) {
    this.host = host;
    this.table = table;
    deadline = host.elapsed() + LIMIT_MILLIS;
  }

  /// @throws StoreException.Unavailable when it has run out
  void pause() {
    if (host.elapsed() >= deadline) {
      throw new StoreException.Unavailable(
          "the table " + table + " is not ready after " + LIMIT_MILLIS / 1000 + " s", null);
    }
    host.sleep(next);
    next = Math.min(LONGEST_MILLIS, 2 * next);
  }
}
