package io.schemeless.eventstore.bench.model;

/// A partition's throughput: what comes above it is throttled. It has saved up a second's units at
/// most; the 300 seconds that DynamoDB may save are for bursts, and nobody can count on them.
final class Partition {
  private final Simulation simulation;
  private final double each;
  private double units;
  private double filled;
  private long spent;

  Partition(Simulation simulation, int unitsPerSecond) {
    this.simulation = simulation;
    this.each = unitsPerSecond / 1_000.0;
    this.units = unitsPerSecond;
  }

  /// Spends them, or else says that they are not there.
  boolean take(int wanted) {
    double now = simulation.now();
    units = Math.min(each * 1_000, units + (now - filled) * each);
    filled = now;
    if (units < wanted) {
      return false;
    }
    units -= wanted;
    spent += wanted;
    return true;
  }

  long spent() {
    return spent;
  }
}
