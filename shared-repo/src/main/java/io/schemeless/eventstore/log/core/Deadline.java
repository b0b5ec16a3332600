package io.schemeless.eventstore.log.core;

import io.schemeless.eventstore.port.Host;
import java.time.Duration;

/// The end of the time that a call may take.
public record Deadline(Host host, long at) {

  public static Deadline in(Host host, Duration time) {
    return new Deadline(host, host.elapsed() + time.toMillis());
  }

  public boolean isOver() {
    return left() <= 0;
  }

  /// In milliseconds; 0 or less once it is over.
  public long left() {
    return at - host.elapsed();
  }

  public static Deadline later(Deadline one, Deadline other) {
    return one.at >= other.at ? one : other;
  }
}
