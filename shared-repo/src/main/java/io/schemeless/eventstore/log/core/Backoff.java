package io.schemeless.eventstore.log.core;

import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.store.StoreException.Unavailable;

/// Pauses between tries: exponential with full jitter, bounded by a deadline.
public final class Backoff {
  private static final int FIRST_MILLIS = 4;
  private static final int MAX_DOUBLINGS = 7;
  private static final int POLLING_DOUBLINGS = 3;

  private final Host host;
  private final Deadline deadline;
  private final int maxDoublings;
  private int tries;

  public Backoff(Host host, Deadline deadline) {
    this(host, deadline, MAX_DOUBLINGS);
  }

  private Backoff(Host host, Deadline deadline, int maxDoublings) {
    this.host = host;
    this.deadline = deadline;
    this.maxDoublings = maxDoublings;
  }

  /// For who waits until another is done, not for the table to recover: soon again, and again.
  public static Backoff polling(Host host, Deadline deadline) {
    return new Backoff(host, deadline, POLLING_DOUBLINGS);
  }

  /// @throws Unavailable once the deadline has passed
  public void pause() {
    if (deadline.isOver()) {
      throw new Unavailable("the time for this call is over", null);
    }
    int bound = FIRST_MILLIS << Math.min(tries++, maxDoublings);
    host.sleep(1 + host.random(bound));
  }
}
