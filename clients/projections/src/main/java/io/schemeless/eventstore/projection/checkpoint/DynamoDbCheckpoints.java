package io.schemeless.eventstore.projection.checkpoint;

import io.schemeless.eventstore.projection.CheckpointStore;
import io.schemeless.eventstore.projection.ParkedEvent;
import io.schemeless.eventstore.projection.ProjectionCheckpoint;
import io.schemeless.eventstore.projection.ProjectionException.CheckpointConflict;
import io.schemeless.eventstore.projection.ProjectionId;
import io.schemeless.eventstore.projection.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/// Checkpoints in a table of DynamoDB. What a projection writes is written as it goes, and the
/// checkpoint is moved behind it: an event is applied **at least once**. After a crash the events
/// of one batch come again, in order; and for a moment a second instance can apply what the first
/// one has applied. A projection is made right for that by the event's number, which rises by
/// event:
///
/// ```java
/// client.updateItem(r -> r.tableName("cases").key(key)
///     .updateExpression("SET #status = :status, applied = :n")
///     .conditionExpression("attribute_not_exists(applied) OR applied < :n")   // :n is event.number()
///     ...
/// ```
///
/// and by taking a `ConditionalCheckFailedException` for *applied already*.
///
/// The table has the keys `projection` and `item`, both texts; [#createTable()] makes it, or
/// whoever may.
public final class DynamoDbCheckpoints implements CheckpointStore<DynamoDbClient> {
  private static final String IS_AT = "revision = :from";
  private static final String IS_NEW = "attribute_not_exists(revision)";

  private final DynamoDbClient client;
  private final String table;

  public DynamoDbCheckpoints(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /// Creates the table, paid by request, unless it is there, and waits until it can be used.
  public void createTable() {
    try {
      client.createTable(
          r ->
              r.tableName(table)
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .attributeDefinitions(
                      a -> a.attributeName("projection").attributeType(ScalarAttributeType.S),
                      a -> a.attributeName("item").attributeType(ScalarAttributeType.S))
                  .keySchema(
                      k -> k.attributeName("projection").keyType(KeyType.HASH),
                      k -> k.attributeName("item").keyType(KeyType.RANGE)));
    } catch (ResourceInUseException e) {
      // It is there, or somebody is just making it.
    }
    try (DynamoDbWaiter waiter = client.waiter()) {
      waiter.waitUntilTableExists(r -> r.tableName(table));
    }
  }

  @Override
  public ProjectionCheckpoint load(ProjectionId id) {
    Map<String, AttributeValue> item = get(id.toString(), CheckpointItems.CHECKPOINT);
    return item == null ? ProjectionCheckpoint.beginning(id) : CheckpointItems.checkpoint(id, item);
  }

  private @Nullable Map<String, AttributeValue> get(String projection, String item) {
    Map<String, AttributeValue> key = CheckpointItems.key(projection, item);
    Map<String, AttributeValue> found =
        client.getItem(r -> r.tableName(table).key(key).consistentRead(true)).item();
    return found.isEmpty() ? null : found;
  }

  /// Looks first whether another instance was here, so that almost nothing is written twice; what
  /// decides is the condition of the move.
  @Override
  public void advance(
      ProjectionCheckpoint from,
      ProjectionCheckpoint to,
      @Nullable ParkedEvent parked,
      UnitOfWork<DynamoDbClient> work)
      throws Exception {
    if (load(from.projection()).revision() != from.revision()) {
      throw new CheckpointConflict(from.projection());
    }
    work.run(client);
    move(from, to, parked);
  }

  @Override
  public void restart(
      ProjectionCheckpoint from, ProjectionCheckpoint to, UnitOfWork<DynamoDbClient> clearing)
      throws Exception {
    advance(from, to, null, clearing);
    for (ParkedEvent event : parked(from.projection())) {
      remove(event);
    }
  }

  private void move(
      ProjectionCheckpoint from, ProjectionCheckpoint to, @Nullable ParkedEvent parked) {
    String mark = UUID.randomUUID().toString();
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(
        TransactWriteItem.builder()
            .put(
                p -> {
                  p.tableName(table).item(CheckpointItems.of(to, mark));
                  if (from.revision() == 0) {
                    p.conditionExpression(IS_NEW);
                  } else {
                    p.conditionExpression(IS_AT)
                        .expressionAttributeValues(
                            Map.of(":from", CheckpointItems.number(from.revision())));
                  }
                })
            .build());
    if (parked != null) {
      writes.add(
          TransactWriteItem.builder()
              .put(p -> p.tableName(table).item(CheckpointItems.of(parked)))
              .build());
    }
    write(writes, to, mark);
  }

  /// A request whose answer was lost is made again by the SDK, and then refused for what it did
  /// itself the first time; the mark tells.
  private void write(List<TransactWriteItem> writes, ProjectionCheckpoint to, String mark) {
    try {
      if (writes.size() == 1) { // half the price of a transaction
        client.putItem(
            r -> {
              r.tableName(table)
                  .item(writes.getFirst().put().item())
                  .conditionExpression(writes.getFirst().put().conditionExpression());
              if (writes.getFirst().put().hasExpressionAttributeValues()) {
                r.expressionAttributeValues(writes.getFirst().put().expressionAttributeValues());
              }
            });
      } else {
        client.transactWriteItems(r -> r.transactItems(writes));
      }
    } catch (ConditionalCheckFailedException e) {
      requireMine(to, mark);
    } catch (TransactionCanceledException e) {
      boolean moved =
          e.hasCancellationReasons()
              && "ConditionalCheckFailed".equals(e.cancellationReasons().getFirst().code());
      if (!moved) {
        throw e;
      }
      requireMine(to, mark);
    }
  }

  private void requireMine(ProjectionCheckpoint to, String mark) {
    ProjectionId id = to.projection();
    Map<String, AttributeValue> item = get(id.toString(), CheckpointItems.CHECKPOINT);
    if (item == null || !mark.equals(CheckpointItems.mark(item))) {
      throw new CheckpointConflict(id);
    }
  }

  @Override
  public List<ParkedEvent> parked(ProjectionId id) {
    return client
        .queryPaginator(
            r ->
                r.tableName(table)
                    .consistentRead(true)
                    .keyConditionExpression("#p = :p AND begins_with(#i, :parked)")
                    .expressionAttributeNames(Map.of("#p", "projection", "#i", "item"))
                    .expressionAttributeValues(
                        Map.of(
                            ":p", CheckpointItems.text(id.toString()),
                            ":parked", CheckpointItems.text(CheckpointItems.PARKED))))
        .items()
        .stream()
        .map(item -> CheckpointItems.parked(id, item))
        .toList();
  }

  @Override
  public boolean release(ParkedEvent event, UnitOfWork<DynamoDbClient> work) throws Exception {
    if (get(event.projection().toString(), CheckpointItems.sortKey(event)) == null) {
      return false;
    }
    work.run(client);
    remove(event);
    return true;
  }

  private void remove(ParkedEvent event) {
    Map<String, AttributeValue> key =
        CheckpointItems.key(event.projection().toString(), CheckpointItems.sortKey(event));
    client.deleteItem(r -> r.tableName(table).key(key));
  }

  @Override
  public OptionalInt active(String name) {
    Map<String, AttributeValue> item = get(name, CheckpointItems.ACTIVE);
    return item == null ? OptionalInt.empty() : OptionalInt.of(CheckpointItems.version(item));
  }

  @Override
  public void activate(ProjectionId id) {
    client.putItem(r -> r.tableName(table).item(CheckpointItems.active(id)));
  }

  /// Whatever the SDK calls worth a repeat, and no connection.
  @Override
  public boolean isOutage(Throwable failure) {
    return failure instanceof SdkException e && e.retryable();
  }
}
