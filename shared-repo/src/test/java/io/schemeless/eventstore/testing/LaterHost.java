package io.schemeless.eventstore.testing;

import io.schemeless.eventstore.port.SystemHost;
import java.time.Duration;

/// A process whose wall clock is ahead.
public final class LaterHost extends ForwardingHost {
  private final long ahead;

  public LaterHost(Duration ahead) {
    super(new SystemHost());
    this.ahead = ahead.toMillis();
  }

  @Override
  public long now() {
    return super.now() + ahead;
  }
}
