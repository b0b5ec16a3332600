package io.schemeless.eventstore.example;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.client.RecordedEvent;
import io.schemeless.eventstore.projection.EventFeed;
import io.schemeless.eventstore.projection.PoisonPolicy;
import io.schemeless.eventstore.projection.ProjectionException;
import io.schemeless.eventstore.projection.ProjectionId;
import io.schemeless.eventstore.projection.ProjectionRunner;
import io.schemeless.eventstore.projection.checkpoint.DynamoDbCheckpoints;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// A Lambda function that a store's notifications wake: it puts a letter into a table for each case
/// that was received. The letter's key is the event's id, so however often a message comes, late or
/// twice, and whatever is killed, there is one letter an event.
///
/// A message says only that there is something new. The function reads on from its own checkpoint,
/// so a message that is lost is made up for by the next one; a schedule that invokes it now and
/// then makes up for the last one.
public final class LettersFunction implements RequestHandler<Map<String, Object>, String> {
  private static final ProjectionId ID = ProjectionId.of("letters", 1);
  private static final int TRIES = 5;

  private final EventFeed feed;
  private final DynamoDbCheckpoints checkpoints;
  private final String table;

  /// As Lambda makes it: store and table by the environment.
  public LettersFunction() {
    this(
        EventStoreClient.builder(URI.create(System.getenv("STORE_URL")))
            .signer(new SignedBySdk(System.getenv("AWS_REGION")))
            .build(),
        DynamoDbClient.create(),
        System.getenv("TABLE"));
  }

  LettersFunction(EventStoreClient store, DynamoDbClient dynamoDb, String table) {
    this.feed =
        EventFeed.of(store.replay().domain("permit").types(List.of("Confirmation of receipt")));
    this.checkpoints = new DynamoDbCheckpoints(dynamoDb, table);
    this.table = table;
  }

  /// @param message EventBridge's; nothing in it decides anything
  @Override
  public String handleRequest(Map<String, Object> message, @Nullable Context context) {
    for (int i = 1; ; i++) {
      try {
        return "letters: " + runner().catchUp().applied();
      } catch (ProjectionException.CheckpointConflict e) {
        // Another message was faster. It may have looked before our event came, so look again.
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  private ProjectionRunner<DynamoDbClient> runner() {
    return ProjectionRunner.of(ID, feed, checkpoints, this::write)
        .poison(PoisonPolicy.park(2))
        .batchSize(100)
        .build();
  }

  private void write(RecordedEvent event, DynamoDbClient dynamoDb) {
    Map<String, AttributeValue> letter =
        Map.of(
            "projection", AttributeValue.fromS("letter"),
            "item", AttributeValue.fromS(event.id()),
            "to", AttributeValue.fromS(String.valueOf(event.stream().identifier())));
    try {
      dynamoDb.putItem(
          r ->
              r.tableName(table)
                  .item(letter)
                  .conditionExpression("attribute_not_exists(#item)")
                  .expressionAttributeNames(Map.of("#item", "item")));
    } catch (ConditionalCheckFailedException e) {
      // It is written already.
    }
  }
}
