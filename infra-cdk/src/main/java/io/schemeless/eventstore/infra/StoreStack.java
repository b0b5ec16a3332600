package io.schemeless.eventstore.infra;

import io.schemeless.eventstore.infra.config.StoreConfig;
import io.schemeless.eventstore.infra.monitoring.Monitoring;
import io.schemeless.eventstore.infra.service.Api;
import io.schemeless.eventstore.infra.service.Notification;
import io.schemeless.eventstore.infra.service.ResetSchedule;
import io.schemeless.eventstore.infra.service.RetentionGuard;
import io.schemeless.eventstore.infra.service.Storage;
import io.schemeless.eventstore.infra.service.StoreFunctions;
import java.nio.file.Path;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/// One store: its data, its functions, its API and their monitoring.
final class StoreStack extends Stack {

  /// @param code the functions' jar, or the folder of their image
  StoreStack(Construct scope, StoreConfig config, Path code) {
    super(
        scope,
        "event-store-" + config.id(),
        StackProps.builder()
            .description("Schemeless Event Store " + config.id())
            .terminationProtection(config.stage().isProd())
            .build());
    Storage storage = new Storage(this, config);
    StoreFunctions functions = new StoreFunctions(this, config, storage, code);
    Api api = new Api(this, config, functions);
    ResetSchedule.add(this, config, functions);
    Notification.add(this, config, storage);
    Monitoring monitoring = new Monitoring(this, config, storage, functions, api);
    RetentionGuard.over(this, config);

    Tags.of(this).add("application", "schemeless-event-store");
    Tags.of(this).add("store", config.id());
    Tags.of(this).add("stage", config.stage().id());
    output("ApiUrl", "Where the API answers", api.url());
    output("TableName", "The table", storage.table().getTableName());
    output("BucketName", "The bucket of large bodies", storage.bucket().getBucketName());
    output("DashboardUrl", "What an operator looks at first", monitoring.dashboardUrl());
    output("AlarmTopicArn", "Where alarms are told", monitoring.topic().getTopicArn());
  }

  private void output(String id, String description, String value) {
    CfnOutput.Builder.create(this, id).description(description).value(value).build();
  }
}
