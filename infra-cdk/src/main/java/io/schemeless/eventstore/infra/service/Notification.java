package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.dynamodb.TableDefinition;
import io.schemeless.eventstore.infra.config.StoreConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.pipes.CfnPipe;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// Tells an event bus of new log entries, so that a consumer is woken instead of polling. A message
/// carries an entry's position and nothing else of it. Messages may come late, twice, in another
/// order or, after long trouble, never: the replay decides the order, and what there is.
public final class Notification extends Construct {
  static final String SOURCE = "schemeless.event-store";
  static final String DETAIL_TYPE = "EventsAppended";

  /// Of all items only committed slots of the log have `slot`.
  static final String FILTER =
      """
      {"eventName":["INSERT"],\
      "dynamodb":{"Keys":{"%s":{"S":[{"suffix":"/l"}]}},\
      "NewImage":{"slot":{"B":[{"exists":true}]}}}}"""
          .formatted(TableDefinition.STORE.keys().partition());

  private static final int BATCH = 10;
  private static final int BATCH_SECONDS = 1;
  private static final int RETRIES = 10;
  private static final int GIVE_UP_SECONDS = 3_600;

  private static final int KEEP_DAYS = 14;

  private final EventBus bus;
  private final CfnPipe pipe;
  private final Queue lost;

  private Notification(Construct scope, StoreConfig config, Storage storage) {
    super(scope, "Notification");
    String stream = storage.table().getTableStreamArn();
    if (stream == null) {
      throw new IllegalStateException("the table has no stream");
    }
    EventBus.Builder builder =
        EventBus.Builder.create(this, "Bus").eventBusName("event-store-" + config.id());
    IKey key = storage.key();
    if (key != null) {
      builder.kmsKey(key);
    }
    bus = builder.build();
    lost =
        Queue.Builder.create(this, "Lost")
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(Duration.days(KEEP_DAYS))
            .build();
    LogGroup logs = StoreLogs.of(this, "Logs", config, storage, AccessLog.vended(config, "-pipe"));
    Role role = role(storage, stream);
    pipe =
        CfnPipe.Builder.create(this, "Pipe")
            .description("New log entries of the event store " + config.id())
            .roleArn(role.getRoleArn())
            .source(stream)
            .sourceParameters(source())
            .target(bus.getEventBusArn())
            .targetParameters(target(config))
            .logConfiguration(
                CfnPipe.PipeLogConfigurationProperty.builder()
                    .cloudwatchLogsLogDestination(
                        CfnPipe.CloudwatchLogsLogDestinationProperty.builder()
                            .logGroupArn(logs.getLogGroupArn())
                            .build())
                    .level("ERROR")
                    .build())
            .build();
    ServiceRole.before(pipe, role);
  }

  /// None where nobody asked for it.
  public static @Nullable Notification of(Construct scope, StoreConfig config, Storage storage) {
    return config.notifications() ? new Notification(scope, config, storage) : null;
  }

  public EventBus bus() {
    return bus;
  }

  /// The name of the pipe.
  public String pipe() {
    return pipe.getRef();
  }

  /// Where stream records are told of that could not be told of.
  public Queue lost() {
    return lost;
  }

  private CfnPipe.PipeSourceParametersProperty source() {
    return CfnPipe.PipeSourceParametersProperty.builder()
        .dynamoDbStreamParameters(
            CfnPipe.PipeSourceDynamoDBStreamParametersProperty.builder()
                .startingPosition("LATEST")
                .batchSize(BATCH)
                .maximumBatchingWindowInSeconds(BATCH_SECONDS)
                .maximumRetryAttempts(RETRIES)
                .maximumRecordAgeInSeconds(GIVE_UP_SECONDS)
                .deadLetterConfig(
                    CfnPipe.DeadLetterConfigProperty.builder().arn(lost.getQueueArn()).build())
                .build())
        .filterCriteria(
            CfnPipe.FilterCriteriaProperty.builder()
                .filters(List.of(CfnPipe.FilterProperty.builder().pattern(FILTER).build()))
                .build())
        .build();
  }

  private static CfnPipe.PipeTargetParametersProperty target(StoreConfig config) {
    return CfnPipe.PipeTargetParametersProperty.builder()
        .eventBridgeEventBusParameters(
            CfnPipe.PipeTargetEventBridgeEventBusParametersProperty.builder()
                .source(SOURCE)
                .detailType(DETAIL_TYPE)
                .build())
        .inputTemplate(message(config))
        .build();
  }

  /// The position is the slot's sort key: 15 digits, leading zeros and all.
  private static String message(StoreConfig config) {
    return "{\"store\":\"%s\",\"position\":\"<$.dynamodb.Keys.%s.S>\"}"
        .formatted(config.id(), TableDefinition.STORE.keys().sort());
  }

  private Role role(Storage storage, String stream) {
    Role role =
        ServiceRole.of(
            this, "pipes.amazonaws.com", "Lets the pipe read the table's stream and tell the bus");
    role.addToPolicy(
        statement(
            "ReadStream",
            List.of(
                "dynamodb:DescribeStream",
                "dynamodb:GetRecords",
                "dynamodb:GetShardIterator",
                "dynamodb:ListStreams"),
            stream));
    role.addToPolicy(statement("Tell", List.of("events:PutEvents"), bus.getEventBusArn()));
    role.addToPolicy(statement("TellLost", List.of("sqs:SendMessage"), lost.getQueueArn()));
    IKey key = storage.key();
    if (key != null) {
      role.addToPolicy(
          statement("UseKey", List.of("kms:Decrypt", "kms:GenerateDataKey"), key.getKeyArn()));
    }
    return role;
  }

  private static PolicyStatement statement(String id, List<String> actions, String resource) {
    return PolicyStatement.Builder.create()
        .sid(id)
        .actions(actions)
        .resources(List.of(resource))
        .build();
  }
}
