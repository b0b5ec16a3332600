package io.schemeless.eventstore.infra.monitoring;

import io.schemeless.eventstore.dynamodb.TableDefinition;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.infra.service.Api;
import io.schemeless.eventstore.infra.service.Notification;
import io.schemeless.eventstore.infra.service.Storage;
import io.schemeless.eventstore.infra.service.StoreFunctions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.lambda.Function;

/// What AWS itself measures of the API, the functions and the table.
final class AwsMetrics {
  private final Storage storage;
  private final StoreFunctions functions;
  private final HttpApi api;

  AwsMetrics(Storage storage, StoreFunctions functions, Api api) {
    this.storage = storage;
    this.functions = functions;
    this.api = api.http();
  }

  IMetric requests(Duration period) {
    return api.metricCount(options("requests", Stats.SUM, period));
  }

  IMetric clientErrors(Duration period) {
    return api.metricClientError(options("4xx: the client's", Stats.SUM, period));
  }

  IMetric serverErrors(Duration period) {
    return api.metricServerError(options("5xx: ours", Stats.SUM, period));
  }

  /// How long one function takes, a percentile in milliseconds.
  IMetric duration(Operation.Function function, double percentile, Duration period) {
    String label = name(function) + " p" + (int) percentile;
    return functions
        .get(function)
        .function()
        .metricDuration(options(label, Stats.percentile(percentile), period));
  }

  IMetric errors(Duration period) {
    return allFunctions("Errors", "functions that failed", period, Function::metricErrors);
  }

  IMetric throttledFunctions(Duration period) {
    return allFunctions("Throttles", "throttled functions", period, Function::metricThrottles);
  }

  IMetric concurrency(Operation.Function function, Duration period) {
    return functions
        .get(function)
        .function()
        .metric("ConcurrentExecutions", options(name(function), Stats.MAXIMUM, period));
  }

  /// Requests that DynamoDB turned away for one cause, by the table and its index. CloudWatch
  /// counts those of an index that lags as the index's.
  IMetric throttledBy(Cause cause, Duration period) {
    Map<String, IMetric> parts = new HashMap<>();
    for (String published : cause.published) {
      parts.put(published, table(published, "of the table", period));
      parts.put("Index" + published, index(published, "of the index", period));
    }
    return StoreMetrics.combined(
        "SUM", cause.name().toLowerCase(Locale.ROOT), parts, "throttled", period);
  }

  /// Why DynamoDB turns requests away, and the metrics that tell so.
  enum Cause {
    /// One partition is at its limit.
    HOT_KEY("ReadKeyRangeThroughputThrottleEvents", "WriteKeyRangeThroughputThrottleEvents"),
    /// What was provisioned, or the ceiling of a table on demand.
    CEILING(
        "ReadProvisionedThroughputThrottleEvents",
        "WriteProvisionedThroughputThrottleEvents",
        "ReadMaxOnDemandThroughputThrottleEvents",
        "WriteMaxOnDemandThroughputThrottleEvents"),
    /// The account's own.
    ACCOUNT("ReadAccountLimitThrottleEvents", "WriteAccountLimitThrottleEvents");

    private final List<String> published;

    Cause(String... published) {
      this.published = List.of(published);
    }
  }

  /// Stream records that the pipe could not tell of.
  IMetric lost(Notification notification, Duration period) {
    return notification
        .lost()
        .metricApproximateNumberOfMessagesVisible(
            options("records that were lost", Stats.MAXIMUM, period));
  }

  IMetric pipeFailures(Notification notification, Duration period) {
    return Metric.Builder.create()
        .namespace("AWS/EventBridge/Pipes")
        .metricName("ExecutionFailed")
        .dimensionsMap(Map.of("PipeName", notification.pipe()))
        .statistic(Stats.SUM)
        .label("executions that failed")
        .period(period)
        .build();
  }

  IMetric throttledTable(Duration period) {
    return StoreMetrics.combined(
        "SUM",
        "TableThrottles",
        // An index that lags turns writes away too, and CloudWatch counts those as the index's.
        Map.of(
            "reads", table("ReadThrottleEvents", "reads", period),
            "writes", table("WriteThrottleEvents", "writes", period),
            "indexReads", index("ReadThrottleEvents", "reads of the index", period),
            "indexWrites", index("WriteThrottleEvents", "writes of the index", period)),
        "throttled by the table",
        period);
  }

  IMetric writeUnits(Duration period) {
    return table("ConsumedWriteCapacityUnits", "by DynamoDB", period);
  }

  IMetric readUnits(Duration period) {
    return table("ConsumedReadCapacityUnits", "by DynamoDB", period);
  }

  private IMetric table(String name, String label, Duration period) {
    return dynamoDb(name, label, period, Map.of("TableName", storage.table().getTableName()));
  }

  private IMetric index(String name, String label, Duration period) {
    return dynamoDb(
        name,
        label,
        period,
        Map.of(
            "TableName",
            storage.table().getTableName(),
            "GlobalSecondaryIndexName",
            TableDefinition.STORE.index().name()));
  }

  private static IMetric dynamoDb(
      String name, String label, Duration period, Map<String, String> dimensions) {
    return Metric.Builder.create()
        .namespace("AWS/DynamoDB")
        .metricName(name)
        .dimensionsMap(dimensions)
        .statistic(Stats.SUM)
        .label(label)
        .period(period)
        .build();
  }

  private IMetric allFunctions(
      String id,
      String label,
      Duration period,
      BiFunction<Function, MetricOptions, Metric> metric) {
    Map<String, IMetric> parts = new HashMap<>();
    functions
        .all()
        .forEach(
            (function, deployed) ->
                parts.put(
                    name(function),
                    metric.apply(deployed.function(), options(name(function), Stats.SUM, period))));
    return StoreMetrics.combined("SUM", id, parts, label, period);
  }

  static String name(Operation.Function function) {
    return function.name().toLowerCase(Locale.ROOT);
  }

  private static MetricOptions options(String label, String statistic, Duration period) {
    return MetricOptions.builder().label(label).statistic(statistic).period(period).build();
  }
}
