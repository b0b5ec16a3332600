package io.schemeless.eventstore.infra.monitoring;

import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.metrics.Metric;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;

/// The metrics that the functions write into their logs, by store and function.
final class StoreMetrics {
  static final Duration MINUTE = Duration.minutes(1);

  private final String store;
  private final List<Operation.Function> functions;

  StoreMetrics(String store, Collection<Operation.Function> functions) {
    this.store = store;
    this.functions = List.copyOf(functions);
  }

  /// The sum over all functions.
  IMetric sum(Metric metric, String label, Duration period) {
    return over("SUM", metric, Stats.SUM, label, period);
  }

  /// The highest of all functions.
  IMetric highest(Metric metric, String label, Duration period) {
    return over("MAX", metric, Stats.MAXIMUM, label, period);
  }

  private IMetric over(
      String operator, Metric metric, String statistic, String label, Duration period) {
    Map<String, IMetric> parts = new HashMap<>();
    for (Operation.Function function : functions) {
      String id = function.name().toLowerCase(Locale.ROOT);
      parts.put(id, of(store, function, metric, statistic, period));
    }
    return combined(operator, metric.published(), parts, label, period);
  }

  /// The sum of one function.
  IMetric sum(Operation.Function function, Metric metric, String label, Duration period) {
    return of(store, function, metric, Stats.SUM, period)
        .with(MetricOptions.builder().label(label).build());
  }

  /// A metric of one function, summed up by minutes.
  static IMetric of(String store, Operation.Function function, Metric metric) {
    return of(store, function, metric, Stats.SUM, MINUTE);
  }

  private static software.amazon.awscdk.services.cloudwatch.Metric of(
      String store, Operation.Function function, Metric metric, String statistic, Duration period) {
    return software.amazon.awscdk.services.cloudwatch.Metric.Builder.create()
        .namespace(Metric.NAMESPACE)
        .metricName(metric.published())
        .dimensionsMap(
            Map.of(Metric.STORE, store, Metric.FUNCTION, function.name().toLowerCase(Locale.ROOT)))
        .statistic(statistic)
        .period(period)
        .build();
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
