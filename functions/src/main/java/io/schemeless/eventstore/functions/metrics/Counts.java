package io.schemeless.eventstore.functions.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// What one invocation counted. What stays zero is not there.
public final class Counts {
  private final Map<Metric, Double> values = new EnumMap<>(Metric.class);

  public void add(Metric metric, double value) {
    if (value != 0) {
      values.merge(metric, value, Double::sum);
    }
  }

  double of(Metric metric) {
    return values.getOrDefault(metric, 0.0);
  }

  Map<Metric, Double> values() {
    return Collections.unmodifiableMap(values);
  }
}
