package io.schemeless.eventstore.bench.model;

import java.util.Arrays;

/// Writers that append one event after the other, without a pause between.
final class Load {
  private static final double WARM_UP = 10_000;
  private static final double MEASURED = 60_000;

  private final Simulation simulation;
  private final OneOrder store;
  private double[] millis = new double[1_024];
  private int appends;

  private Load(Simulation simulation, OneOrder store) {
    this.simulation = simulation;
    this.store = store;
  }

  /// What it came to.
  ///
  /// @param rate appends a second
  /// @param median of an append, in milliseconds
  /// @param repeats that an append took because of others
  /// @param throttled requests of an append
  record Outcome(double rate, double median, double p99, double repeats, double throttled) {}

  static Outcome run(Simulation simulation, OneOrder store, int writers) {
    Load load = new Load(simulation, store);
    for (int i = 0; i < writers; i++) {
      load.append(i);
    }
    simulation.runTo(WARM_UP);
    load.appends = 0;
    long repeats = store.repeats();
    long throttled = store.throttled();
    simulation.runTo(WARM_UP + MEASURED);
    return load.outcome(store.repeats() - repeats, store.throttled() - throttled);
  }

  private void append(int writer) {
    double start = simulation.now();
    store.append(
        writer,
        () -> {
          took(simulation.now() - start);
          append(writer);
        });
  }

  private void took(double time) {
    if (appends == millis.length) {
      millis = Arrays.copyOf(millis, 2 * appends);
    }
    millis[appends++] = time;
  }

  private Outcome outcome(long repeats, long throttled) {
    double[] sorted = Arrays.copyOf(millis, appends);
    Arrays.sort(sorted);
    return new Outcome(
        appends / (MEASURED / 1_000),
        sorted[appends / 2],
        sorted[(int) (appends * 0.99)],
        (double) repeats / appends,
        (double) throttled / appends);
  }
}
