package io.schemeless.eventstore.infra.monitoring;

import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.metrics.Metric;
import io.schemeless.eventstore.infra.config.StoreConfig;
import io.schemeless.eventstore.infra.service.Api;
import io.schemeless.eventstore.infra.service.Notification;
import io.schemeless.eventstore.infra.service.Storage;
import io.schemeless.eventstore.infra.service.StoreFunctions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnMapping;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/// The monitoring of the store: alarms, told to a topic, and a dashboard.
public final class Monitoring extends Construct {
  private final StoreConfig config;
  private final Alarms alarms;
  private final Dashboard dashboard;

  /// Each partition of AWS has a console of its own.
  private final CfnMapping consoles;

  public Monitoring(
      Construct scope,
      StoreConfig config,
      Storage storage,
      StoreFunctions functions,
      Api api,
      @Nullable Notification notification) {
    // The logical ids of all in here hang on this word, and another id would be another alarm.
    super(scope, "Watch");
    this.config = config;
    StoreMetrics storeMetrics = new StoreMetrics(config.id(), functions.all().keySet());
    AwsMetrics awsMetrics = new AwsMetrics(storage, functions, api);
    alarms = new Alarms(this, config, storeMetrics, awsMetrics, storage, notification);
    dashboard = new StoreDashboard(config, storeMetrics, awsMetrics, functions, alarms).build(this);
    consoles =
        CfnMapping.Builder.create(this, "Consoles")
            .mapping(
                new TreeMap<>(
                    Map.of(
                        "aws", Map.of("Host", "console.aws.amazon.com"),
                        "aws-cn", Map.of("Host", "console.amazonaws.cn"),
                        "aws-us-gov", Map.of("Host", "console.amazonaws-us-gov.com"))))
            .build();
  }

  public Topic topic() {
    return alarms.topic();
  }

  public String dashboardUrl() {
    Stack stack = Stack.of(this);
    String region = stack.getRegion();
    String console = consoles.findInMap(stack.getPartition(), "Host");
    return "https://%s.%s/cloudwatch/home?region=%s#dashboards:name=%s"
        .formatted(region, console, region, dashboard.getDashboardName());
  }

  /// Alarms that a new version of the functions can cause, and that take it back.
  public List<Alarm> ofVersions() {
    return alarms.ofVersions();
  }

  /// One of the store's own metrics, of one of its functions.
  public IMetric metric(Operation.Function function, Metric metric) {
    return StoreMetrics.of(config.id(), function, metric);
  }
}
