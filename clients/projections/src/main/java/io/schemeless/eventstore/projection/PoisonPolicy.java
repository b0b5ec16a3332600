package io.schemeless.eventstore.projection;

/// What becomes of an event that a projection cannot apply.
public sealed interface PoisonPolicy {

  /// The projection stops before it. Nothing is skipped.
  static PoisonPolicy stop() {
    return new Stop();
  }

  /// The event is tried so often by itself, and then parked: the projection goes on without it, and
  /// it can be applied later. The projection stops when 100 events are parked, since then it is not
  /// the events that are wrong.
  static Park park(int tries) {
    return new Park(tries, 100);
  }

  record Stop() implements PoisonPolicy {}

  /// @param tries how often the event is tried by itself, at least once
  /// @param most how many may be parked at a time
  record Park(int tries, int most) implements PoisonPolicy {
    public Park {
      if (tries < 1 || most < 1) {
        throw new IllegalArgumentException("tries and most are 1 or more");
      }
    }

    public Park atMost(int events) {
      return new Park(tries, events);
    }
  }
}
