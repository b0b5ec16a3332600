package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.dynamodb.TableDefinition;
import io.schemeless.eventstore.infra.config.StoreConfig;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.pipes.CfnPipe;
import software.constructs.Construct;

/// Tells an event bus of new log entries, so that a consumer is woken instead of polling. A message
/// carries an entry's position and nothing else of it. Messages may come late, twice, in another
/// order or, after long trouble, never: the replay decides the order, and what there is.
public final class Notification {
  static final String SOURCE = "schemeless.event-store";
  static final String DETAIL_TYPE = "EventsAppended";

  /// Of all items only slots of the log have `at`, and only committed ones `cid` beside it.
  static final String FILTER =
      """
      {"eventName":["INSERT"],\
      "dynamodb":{"Keys":{"%s":{"S":[{"suffix":"/l"}]}},\
      "NewImage":{"at":{"N":[{"exists":true}]},"cid":{"B":[{"exists":true}]}}}}"""
          .formatted(TableDefinition.STORE.keys().partition());

  private static final int BATCH = 10;
  private static final int BATCH_SECONDS = 1;
  private static final int RETRIES = 10;
  private static final int GIVE_UP_SECONDS = 3_600;

  private Notification() {}

  public static void add(Construct stack, StoreConfig config, Storage storage) {
    if (!config.notifications()) {
      return;
    }
    Construct scope = new Construct(stack, "Notification");
    EventBus bus =
        EventBus.Builder.create(scope, "Bus").eventBusName("event-store-" + config.id()).build();
    String stream = storage.table().getTableStreamArn();
    if (stream == null) {
      throw new IllegalStateException("the table has no stream");
    }
    CfnPipe.Builder.create(scope, "Pipe")
        .description("New log entries of the event store " + config.id())
        .roleArn(role(scope, storage, stream, bus).getRoleArn())
        .source(stream)
        .sourceParameters(
            CfnPipe.PipeSourceParametersProperty.builder()
                .dynamoDbStreamParameters(
                    CfnPipe.PipeSourceDynamoDBStreamParametersProperty.builder()
                        .startingPosition("LATEST")
                        .batchSize(BATCH)
                        .maximumBatchingWindowInSeconds(BATCH_SECONDS)
                        .maximumRetryAttempts(RETRIES)
                        .maximumRecordAgeInSeconds(GIVE_UP_SECONDS)
                        .build())
                .filterCriteria(
                    CfnPipe.FilterCriteriaProperty.builder()
                        .filters(List.of(CfnPipe.FilterProperty.builder().pattern(FILTER).build()))
                        .build())
                .build())
        .target(bus.getEventBusArn())
        .targetParameters(
            CfnPipe.PipeTargetParametersProperty.builder()
                .eventBridgeEventBusParameters(
                    CfnPipe.PipeTargetEventBridgeEventBusParametersProperty.builder()
                        .source(SOURCE)
                        .detailType(DETAIL_TYPE)
                        .build())
                .inputTemplate(message(config))
                .build())
        .build();
    CfnOutput.Builder.create(stack, "EventBusName")
        .description("Where new log entries are told")
        .value(bus.getEventBusName())
        .build();
  }

  /// The position is the slot's sort key: 15 digits, leading zeros and all.
  private static String message(StoreConfig config) {
    return "{\"store\":\"%s\",\"position\":\"<$.dynamodb.Keys.%s.S>\"}"
        .formatted(config.id(), TableDefinition.STORE.keys().sort());
  }

  private static Role role(Construct scope, Storage storage, String stream, EventBus bus) {
    Role role =
        ServiceRole.of(
            scope, "pipes.amazonaws.com", "Lets the pipe read the table's stream and tell the bus");
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
    IKey key = storage.key();
    if (key != null) {
      role.addToPolicy(statement("UseKey", List.of("kms:Decrypt"), key.getKeyArn()));
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
