package io.schemeless.eventstore.local.load;

import io.schemeless.eventstore.local.UserError;
import io.schemeless.eventstore.port.Host;
import java.util.List;
import java.util.concurrent.Future;

/// Tells one reader whether the writers are done.
final class WritersEnd {
  private static final int PAUSE = 10;
  private static final int MINUTES = 10;

  private final List<Future<?>> writers;
  private final Host host;
  private long until = Long.MAX_VALUE;

  WritersEnd(List<Future<?>> writers, Host host) {
    this.writers = writers;
    this.host = host;
  }

  boolean isOver() {
    return writers.stream().allMatch(Future::isDone);
  }

  /// Waits a moment where they are not.
  ///
  /// @throws UserError if the reader has not come to the end for long after them
  boolean isOverAfterAPause() {
    if (!isOver()) {
      host.sleep(PAUSE);
      return false;
    }
    until = Math.min(until, host.elapsed() + MINUTES * 60_000);
    if (host.elapsed() > until) {
      throw new UserError(
          "a reader has not come to the end of the log for "
              + MINUTES
              + " minutes; does the store answer?");
    }
    return true;
  }
}
