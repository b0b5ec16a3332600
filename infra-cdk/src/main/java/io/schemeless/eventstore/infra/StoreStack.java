package io.schemeless.eventstore.infra;

import io.schemeless.eventstore.infra.config.StoreConfig;
import io.schemeless.eventstore.infra.service.RetentionGuard;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/// One store in a stack of its own, with what others need to know of it: as outputs, and as
/// parameters that a program can look up by the store's name.
final class StoreStack extends Stack {
  private static final Map<String, String> DESCRIPTIONS =
      Map.ofEntries(
          Map.entry("ApiUrl", "Where the API answers"),
          Map.entry("ApiId", "The API, as API Gateway calls it"),
          Map.entry("ApiArn", "What rights to call the API begin with"),
          Map.entry("TableName", "The table"),
          Map.entry("BucketName", "The bucket of large bodies"),
          Map.entry("DashboardUrl", "What an operator looks at first"),
          Map.entry("AlarmTopicArn", "Where alarms are told"),
          Map.entry("AppendFunctionName", "The function that appends"),
          Map.entry("ReplayFunctionName", "The function that replays"),
          Map.entry("StreamsFunctionName", "The function that reads streams, events and chains"),
          Map.entry("ResetFunctionName", "The function that empties the sandbox"),
          Map.entry("KeyArn", "What encrypts the data"),
          Map.entry("EventBusName", "Where new log entries are told"),
          Map.entry("EventBusArn", "Where new log entries are told"),
          Map.entry("ConsoleUrl", "Where the console is"),
          Map.entry("DomainTarget", "What a CNAME or alias record of the domain must point to"));

  /// @param code the functions' jar, or the folder of their image
  /// @param console the files of the console, of which only a store with `console` takes any
  StoreStack(Construct scope, StoreConfig config, Path code, Path console) {
    super(
        scope,
        "event-store-" + config.id(),
        StackProps.builder()
            .description("Schemeless Event Store " + config.id())
            .terminationProtection(config.stage().isProd())
            .build());
    // This id leaves no trace in those of the resources, which an existing stack has already.
    EventStoreConstruct store = new EventStoreConstruct(this, "Default", config, code, console);
    tell(this, config, store);
    RetentionGuard.over(this, config);
  }

  /// As outputs of the stack, and as parameters below `/event-store/<name>-<stage>/`.
  static void tell(Stack stack, StoreConfig config, EventStoreConstruct store) {
    store
        .facts()
        .forEach(
            (name, value) -> {
              CfnOutput.Builder.create(stack, name)
                  .description(DESCRIPTIONS.get(name))
                  .value(value)
                  .build();
              StringParameter.Builder.create(stack, name + "Parameter")
                  .parameterName("/event-store/" + config.id() + "/" + name)
                  .simpleName(false)
                  .description(DESCRIPTIONS.get(name))
                  .stringValue(value)
                  .build();
            });
  }
}
