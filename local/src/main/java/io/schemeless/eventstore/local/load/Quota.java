package io.schemeless.eventstore.local.load;

import io.schemeless.eventstore.port.Host;
import java.util.concurrent.atomic.AtomicLong;

/// How many appends the writers have left, all together.
public final class Quota {
  private final AtomicLong left;
  private final Host host;
  private final long end;
  private volatile boolean stopped;

  public Quota(LoadPlan plan, Host host) {
    this.left = new AtomicLong(plan.appends());
    this.host = host;
    this.end = host.elapsed() + plan.time().toMillis();
  }

  /// Takes one append; false if none is left.
  boolean take() {
    return !stopped && host.elapsed() < end && left.getAndDecrement() > 0;
  }

  /// Nobody begins another append.
  public void stop() {
    stopped = true;
  }
}
