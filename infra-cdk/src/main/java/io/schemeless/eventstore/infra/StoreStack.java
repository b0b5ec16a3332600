package io.schemeless.eventstore.infra;

import java.nio.file.Path;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/// One store: its data, its functions, its API and their monitoring.
final class StoreStack extends Stack {

  /// @param functions the jar of the functions
  StoreStack(Construct scope, StoreConfig config, Path functions) {
    super(
        scope,
        "event-store-" + config.id(),
        StackProps.builder()
            .description("Schemeless Event Store " + config.id())
            .terminationProtection(config.stage().isProd())
            .build());
    Storage storage = new Storage(this, config);
    Functions all = new Functions(this, config, storage, functions);
    Api api = new Api(this, config, all);
    ResetSchedule.add(this, config, all);
    Notification.add(this, config, storage);
    Monitoring monitoring = new Monitoring(this, config, storage, all, api);
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
