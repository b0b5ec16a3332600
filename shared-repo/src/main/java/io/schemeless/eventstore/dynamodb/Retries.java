package io.schemeless.eventstore.dynamodb;

import io.schemeless.eventstore.port.Host;

/// Pauses between repeated requests: random, up to a bound that doubles each time.
final class Retries {
  private static final int FIRST_MILLIS = 25;
  private static final int LONGEST_MILLIS = 1_600;

  /// Pauses of up to 25, 50, ... 1,600 ms: about 2.4 s in all, and no longer than 4.8 s.
  private static final int ATTEMPTS = 9;

  private final Host host;
  private int failures;

  Retries(Host host) {
    this.host = host;
  }

  /// Waits before the next attempt; false, at once, if there have been enough.
  boolean pause() {
    if (++failures >= ATTEMPTS) {
      return false;
    }
    int bound = Math.min(LONGEST_MILLIS, FIRST_MILLIS << (failures - 1));
    host.sleep(1 + host.random(bound));
    return true;
  }

  /// Forgets the failures, since there was progress.
  void reset() {
    failures = 0;
  }
}
