package io.schemeless.eventstore.log;

import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.testing.ForwardingHost;
import java.time.Duration;

/// A process whose wall clock is ahead.
final class LaterHost extends ForwardingHost {
  private final long ahead;

  LaterHost(Duration ahead) {
    super(new SystemHost());
    this.ahead = ahead.toMillis();
  }

  @Override
  public long now() {
    return super.now() + ahead;
  }
}
