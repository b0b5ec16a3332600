package io.schemeless.eventstore.infra;

import io.schemeless.eventstore.functions.http.Operation;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;

/// The metrics that the functions write into their logs, by store and function.
final class StoreMetrics {
  static final String NAMESPACE = "SchemelessEventStore";
  static final Duration MINUTE = Duration.minutes(1);

  private final String store;
  private final List<Operation.Function> functions;

  StoreMetrics(String store, Collection<Operation.Function> functions) {
    this.store = store;
    this.functions = List.copyOf(functions);
  }

  /// The sum over all functions.
  IMetric sum(String name, String label, Duration period) {
    return over("SUM", name, Stats.SUM, label, period);
  }

  /// The highest of all functions.
  IMetric highest(String name, String label, Duration period) {
    return over("MAX", name, Stats.MAXIMUM, label, period);
  }

  private IMetric over(
      String operator, String name, String statistic, String label, Duration period) {
    Map<String, IMetric> parts = new HashMap<>();
    for (Operation.Function function : functions) {
      String id = function.name().toLowerCase(Locale.ROOT);
      parts.put(
          id,
          Metric.Builder.create()
              .namespace(NAMESPACE)
              .metricName(name)
              .dimensionsMap(Map.of("Store", store, "Function", id))
              .statistic(statistic)
              .period(period)
              .build());
    }
    return combined(operator, name, parts, label, period);
  }

  /// One line over several metrics, of which some may have no value.
  ///
  /// @param name tells the parts from those of other lines of a graph
  static IMetric combined(
      String operator, String name, Map<String, IMetric> parts, String label, Duration period) {
    Map<String, IMetric> named = new TreeMap<>();
    parts.forEach((id, metric) -> named.put("m" + name + "_" + id, metric));
    return MathExpression.Builder.create()
        .expression(operator + "([" + String.join(",", named.keySet()) + "])")
        .usingMetrics(named)
        .label(label)
        .period(period)
        .build();
  }
}
