package io.schemeless.eventstore.infra.monitoring;

import io.schemeless.eventstore.infra.config.StoreConfig;
import io.schemeless.eventstore.infra.service.Api;
import io.schemeless.eventstore.infra.service.Storage;
import io.schemeless.eventstore.infra.service.StoreFunctions;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/// The monitoring of the store: alarms, told to a topic, and a dashboard.
public final class Monitoring extends Construct {
  private final Alarms alarms;
  private final Dashboard dashboard;

  public Monitoring(
      Construct scope, StoreConfig config, Storage storage, StoreFunctions functions, Api api) {
    // The logical ids of all in here hang on this word, and another id would be another alarm.
    super(scope, "Watch");
    StoreMetrics storeMetrics = new StoreMetrics(config.id(), functions.all().keySet());
    AwsMetrics awsMetrics = new AwsMetrics(storage, functions, api);
    alarms = new Alarms(this, config, storeMetrics, awsMetrics, functions);
    dashboard = new StoreDashboard(config, storeMetrics, awsMetrics, functions, alarms).build(this);
  }

  public Topic topic() {
    return alarms.topic();
  }

  public String dashboardUrl() {
    String region = Stack.of(this).getRegion();
    return "https://%s.console.aws.amazon.com/cloudwatch/home?region=%s#dashboards:name=%s"
        .formatted(region, region, dashboard.getDashboardName());
  }
}
