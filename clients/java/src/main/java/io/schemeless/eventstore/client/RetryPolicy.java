package io.schemeless.eventstore.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How often a request is tried again whose failure says that it may succeed later, and how long
/// the pauses are: random, below a bound that doubles.
///
/// @param attempts how often it is tried in all
/// @param first the bound of the first pause
/// @param longest what the bound does not grow beyond
public record RetryPolicy(int attempts, Duration first, Duration longest) {
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(8, Duration.ofMillis(100), Duration.ofSeconds(10));

  public static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);

  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be 1 or more");
    }
  }

  /// How long to wait before the next try.
  ///
  /// @param failed how many tries have failed
  public long pauseMillis(int failed, RandomGenerator random) {
    double bound =
        Math.min(first.toMillis() * Math.pow(2, failed - 1), (double) longest.toMillis());
    return Math.round(bound * random.nextDouble());
  }
}
