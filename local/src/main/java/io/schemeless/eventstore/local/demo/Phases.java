package io.schemeless.eventstore.local.demo;

import io.schemeless.eventstore.port.Meter;
import io.schemeless.eventstore.port.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What each part of the demo did, took and used.
final class Phases {
  private final Meter meter;
  private final StoreClient client;
  private final List<Phase> done = new ArrayList<>();

  Phases(Meter meter, StoreClient client) {
    this.meter = meter;
    this.client = client;
  }

  /// @param events how many it appended or read
  /// @param calls of the store, over HTTP
  /// @param used of DynamoDB, by AWS's rules
  record Phase(String name, long events, long calls, Duration took, Usage used) {
    double perSecond(long count) {
      return count / Math.max(1e-9, took.toNanos() / 1e9);
    }
  }

  /// Runs a part that says how many events it appended or read.
  Phase run(String name, Supplier<Long> part) {
    Usage usedBefore = meter.usage();
    long callsBefore = client.requests();
    long start = System.nanoTime();
    long events = part.get();
    Phase phase =
        new Phase(
            name,
            events,
            client.requests() - callsBefore,
            Duration.ofNanos(System.nanoTime() - start),
            meter.usage().minus(usedBefore));
    done.add(phase);
    return phase;
  }

  List<Phase> done() {
    return List.copyOf(done);
  }
}
