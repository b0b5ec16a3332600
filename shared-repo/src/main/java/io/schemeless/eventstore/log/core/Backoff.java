package io.schemeless.eventstore.log.core;

import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.store.StoreException.Unavailable;

/// Pauses between tries: exponential with full jitter, bounded by a deadline.
public final class Backoff {
  private static final int FIRST_MILLIS = 8;
  private static final int MAX_DOUBLINGS = 6;

  private final Host host;
  private final Deadline deadline;
  private int tries;

  public Backoff(Host host, Deadline deadline) {
    this.host = host;
    this.deadline = deadline;
  }

  /// @throws Unavailable once the deadline has passed
  public void pause() {
    if (deadline.isOver()) {
      throw new Unavailable("the time for this call is over", null);
    }
    int bound = FIRST_MILLIS << Math.min(tries++, MAX_DOUBLINGS);
    host.sleep(1 + host.random(bound));
  }
}
