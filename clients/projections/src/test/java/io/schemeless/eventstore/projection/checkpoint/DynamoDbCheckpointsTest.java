package io.schemeless.eventstore.projection.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.client.RecordedEvent;
import io.schemeless.eventstore.projection.CheckpointStore;
import io.schemeless.eventstore.projection.NumberLog;
import io.schemeless.eventstore.projection.Projection;
import io.schemeless.eventstore.projection.ProjectionId;
import io.schemeless.eventstore.projection.UnitOfWork;
import io.schemeless.eventstore.testing.LocalAws;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// In DynamoDB Local: at least once, so the projections are idempotent.
class DynamoDbCheckpointsTest extends CheckpointContract<DynamoDbClient> {
  private final String table = LocalAws.tableName();
  private final DynamoDbClient client = LocalAws.dynamoDb();

  @BeforeEach
  void createTable() {
    new DynamoDbCheckpoints(client, table).createTable();
    new DynamoDbCheckpoints(client, table).createTable();
  }

  @Override
  CheckpointStore<DynamoDbClient> checkpoints() {
    return new DynamoDbCheckpoints(client, table);
  }

  private static Map<String, AttributeValue> key(ProjectionId projection, long number) {
    return Map.of(
        "projection", AttributeValue.fromS("view of " + projection),
        "item", AttributeValue.fromS("" + number));
  }

  /// One item an event: to put it twice is to put it once.
  @Override
  Projection<DynamoDbClient> adding(ProjectionId projection) {
    return (event, dynamoDb) -> {
      Map<String, AttributeValue> item = new HashMap<>(key(projection, event.number()));
      item.put("value", AttributeValue.fromN("" + NumberLog.value(event)));
      dynamoDb.putItem(r -> r.tableName(table).item(item));
    };
  }

  @Override
  UnitOfWork<DynamoDbClient> clearing(ProjectionId projection) {
    return dynamoDb ->
        items(projection)
            .forEach(item -> dynamoDb.deleteItem(r -> r.tableName(table).key(keyOf(item))));
  }

  private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new HashMap<>(item);
    key.keySet().retainAll(List.of("projection", "item"));
    return key;
  }

  private Iterable<Map<String, AttributeValue>> items(ProjectionId projection) {
    return client
        .queryPaginator(
            r ->
                r.tableName(table)
                    .keyConditionExpression("#p = :p")
                    .expressionAttributeNames(Map.of("#p", "projection"))
                    .expressionAttributeValues(
                        Map.of(":p", AttributeValue.fromS("view of " + projection))))
        .items();
  }

  @Override
  long total(ProjectionId projection) {
    long total = 0;
    for (Map<String, AttributeValue> item : items(projection)) {
      total += Long.parseLong(Objects.requireNonNull(item.get("value")).n());
    }
    return total;
  }

  /// The documented way, for a view that counts.
  private void count(RecordedEvent event, DynamoDbClient dynamoDb) {
    try {
      dynamoDb.updateItem(
          r ->
              r.tableName(table)
                  .key(key(id, 0))
                  .updateExpression("SET applied = :n ADD #value :one")
                  .conditionExpression("attribute_not_exists(applied) OR applied < :n")
                  .expressionAttributeNames(Map.of("#value", "value"))
                  .expressionAttributeValues(
                      Map.of(
                          ":n", AttributeValue.fromN("" + event.number()),
                          ":one", AttributeValue.fromN("1"))));
    } catch (ConditionalCheckFailedException e) {
      // Applied already.
    }
  }

  @Test
  void events_that_come_again_count_once_by_their_number() throws Exception {
    log.append(9);
    int[] died = {0};
    Projection<DynamoDbClient> dying =
        (event, dynamoDb) -> {
          count(event, dynamoDb);
          if (NumberLog.value(event) == 7 && died[0]++ < 2) {
            throw new StackOverflowError("as if it were killed");
          }
        };

    assertThatThrownBy(() -> runner(dying).build().catchUp())
        .isInstanceOf(StackOverflowError.class);
    assertThatThrownBy(() -> runner(dying).build().catchUp())
        .isInstanceOf(StackOverflowError.class);
    assertThat(checkpoints().load(id).applied()).isEqualTo(5);
    runner(dying).build().catchUp();

    assertThat(total(id)).isEqualTo(9);
  }
}
