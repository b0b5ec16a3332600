package io.schemeless.eventstore.bench.model;

import java.util.random.RandomGenerator;

/// How long a request takes: never less than the least, and above that log-normal, through the
/// median and the 99th percentile that were published.
///
/// @param least in milliseconds, as the others
record Latency(double least, double median, double p99) {
  /// Where 99 % of a standard normal distribution lie below.
  private static final double NORMAL_P99 = 2.3263478740408408;

  Latency {
    if (least < 0 || median <= least || p99 <= median) {
      throw new IllegalArgumentException("least, median and p99 must rise");
    }
  }

  double sample(RandomGenerator random) {
    double mean = Math.log(median - least);
    double deviation = (Math.log(p99 - least) - mean) / NORMAL_P99;
    return least + Math.exp(mean + deviation * random.nextGaussian());
  }
}
