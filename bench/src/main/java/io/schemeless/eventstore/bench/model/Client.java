package io.schemeless.eventstore.bench.model;

/// Sends requests to DynamoDB, and again, after a pause, what was throttled.
final class Client {
  private final Simulation simulation;
  private long throttled;

  Client(Simulation simulation) {
    this.simulation = simulation;
  }

  /// How often a partition had no units left.
  long throttled() {
    return throttled;
  }

  /// One conditional write of an item that nobody else writes.
  void put(Partition partition, int units, Runnable then) {
    put(partition, units, then, 0);
  }

  private void put(Partition partition, int units, Runnable then, int tries) {
    double half = Assumptions.PUT.sample(simulation.random()) / 2;
    simulation.in(
        half,
        () -> {
          if (partition.take(units)) {
            simulation.in(half, then);
            return;
          }
          throttled++;
          double pause = pause(Assumptions.THROTTLED_PAUSE, tries);
          simulation.in(half + pause, () -> put(partition, units, then, tries + 1));
        });
  }

  /// A pause before a try, random up to twice as long each time.
  double pause(double first, int tries) {
    double bound = Math.min(Assumptions.LONGEST_PAUSE, first * (1L << Math.min(tries, 10)));
    return simulation.random().nextDouble(bound);
  }
}
