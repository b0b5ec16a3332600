package io.schemeless.eventstore.dynamodb;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Change;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.KeyPage;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.StoreException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The cells of one DynamoDB table. An item is at most 400 KB; a larger one is refused as
/// [StoreException.InvalidRequest].
///
/// The client retries a request whose answer was lost. So a put may find, and be refused by, the
/// item that its own first try wrote, and an increment may count twice.
public final class DynamoDbCells implements Cells {
  private final DynamoDbClient client;
  private final String table;
  private final Host host;
  private final boolean owned;
  private final DynamoErrors errors;
  private final Queries queries;
  private final Batches batches;
  private final Transactions transactions;
  private final AtomicReference<TableProvisioner.@Nullable Mine> mine = new AtomicReference<>();

  /// @param host for the pauses between repeated requests
  /// @param owned whether the library may drop the table, if it has created it
  public DynamoDbCells(DynamoDbClient client, String table, Host host, boolean owned) {
    this.client = client;
    this.table = table;
    this.host = host;
    this.owned = owned;
    errors = new DynamoErrors(table);
    queries = new Queries(client, table, errors);
    batches = new Batches(client, table, errors, host);
    transactions = new Transactions(client, table, errors, host);
  }

  /// Asked anew each time, as another process may recreate the table. DynamoDB Local has no table
  /// ids: there it is the table's name and its time of creation, which outlive a restart and change
  /// when the table is created again.
  @Override
  public String tableId() {
    return TableProvisioner.idOf(
        errors.mapped(() -> client.describeTable(r -> r.tableName(table))).table());
  }

  @Override
  public @Nullable Cell get(Key key, Read read) {
    GetItemResponse answer =
        errors.mapped(
            () ->
                client.getItem(
                    r ->
                        r.tableName(table)
                            .key(ItemCodec.key(key))
                            .consistentRead(read == Read.CONSISTENT)));
    return answer.hasItem() ? ItemCodec.cell(answer.item()) : null;
  }

  /// Asks for 100 keys at a time, and again for those that DynamoDB left out.
  @Override
  public Map<Key, Cell> getAll(Collection<Key> keys, Read read) {
    return batches.get(keys, read);
  }

  /// One request, so at most 1 MB of items.
  @Override
  public CellPage query(Range range) {
    return queries.query(range);
  }

  @Override
  public Put put(Cell cell, Condition condition) {
    Expression expression = Expression.of(condition);
    PutItemRequest request =
        PutItemRequest.builder()
            .tableName(table)
            .item(ItemCodec.item(cell))
            .conditionExpression(expression.text())
            .expressionAttributeNames(expression.names())
            .expressionAttributeValues(expression.values())
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return errors.mapped(
        () -> {
          try {
            client.putItem(request);
            return new Put.Written();
          } catch (ConditionalCheckFailedException refused) {
            return new Put.Refused(
                refused.hasItem() ? ItemCodec.cell(refused.item()) : untold(cell.key(), condition));
          }
        });
  }

  /// What stood in the way of a put, where the server does not tell: DynamoDB does, others that
  /// speak its language may not. One consistent look answers, unless the item is gone again.
  private @Nullable Cell untold(Key key, Condition condition) {
    if (condition instanceof Condition.Is) {
      return null;
    }
    Cell there = get(key, Read.CONSISTENT);
    if (there == null) {
      throw new StoreException.Unavailable(
          "a put was refused for an item that the server did not show and that is not there", null);
    }
    return there;
  }

  @Override
  public OptionalLong increment(
      Key key, String attribute, Condition.Is guard, @Nullable Note note) {
    Expression condition = Expression.of(guard);
    Map<String, String> names = new HashMap<>(condition.names());
    Map<String, AttributeValue> values = new HashMap<>(condition.requiredValues());
    names.put("#n", attribute);
    values.put(":one", AttributeValue.fromN("1"));
    String update = "ADD #n :one";
    if (note != null) {
      names.put("#note", note.attribute());
      values.put(":note", AttributeValue.fromN(Long.toString(note.value())));
      update += " SET #note = :note";
    }
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(table)
            .key(ItemCodec.key(key))
            .updateExpression(update)
            .conditionExpression(condition.text())
            .expressionAttributeNames(names)
            .expressionAttributeValues(values)
            .returnValues(ReturnValue.UPDATED_NEW)
            .build();
    return errors.mapped(
        () -> {
          try {
            return OptionalLong.of(
                ItemCodec.number(client.updateItem(request).attributes(), attribute));
          } catch (ConditionalCheckFailedException refused) {
            return OptionalLong.empty();
          }
        });
  }

  /// At most 100 changes, of different cells, of 4 MB in all.
  @Override
  public boolean transact(List<Change> changes) {
    return transactions.write(changes);
  }

  @Override
  public KeyPage index(@Nullable String partition, KeyPage.@Nullable Bookmark after, int limit) {
    return queries.index(partition, after, limit);
  }

  /// Reads the whole table, 1 MB a call, whatever the prefixes.
  @Override
  public KeyPage scan(Collection<String> prefixes, KeyPage.@Nullable Bookmark after) {
    return queries.scan(prefixes, after);
  }

  @Override
  public void delete(Collection<Key> keys) {
    batches.delete(keys);
  }

  /// The new table has the old one's kind of capacity and its time to live; not its tags, backups,
  /// alarms or encryption key.
  ///
  /// @throws StoreException.NotOwned if the library did not create this table, or may not drop it
  @Override
  public void recreate() {
    if (!owned) {
      throw new StoreException.NotOwned();
    }
    TableProvisioner.recreate(client, table, host, mine);
  }
}
