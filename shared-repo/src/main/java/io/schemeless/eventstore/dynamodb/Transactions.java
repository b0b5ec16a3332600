package io.schemeless.eventstore.dynamodb;

import io.schemeless.eventstore.port.Change;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.store.StoreException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// All-or-nothing writes. Each try has a client token (set by the SDK), so the SDK's own repeats of
/// it cannot apply it twice.
final class Transactions {
  private static final Set<String> PASSING =
      Set.of("TransactionConflict", "ProvisionedThroughputExceeded", "ThrottlingError");

  private final DynamoDbClient client;
  private final String table;
  private final DynamoErrors errors;
  private final Host host;

  Transactions(DynamoDbClient client, String table, DynamoErrors errors, Host host) {
    this.client = client;
    this.table = table;
    this.errors = errors;
    this.host = host;
  }

  boolean write(List<Change> changes) {
    if (changes.isEmpty()) {
      return true;
    }
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .transactItems(changes.stream().map(this::item).toList())
            .build();
    Retries backoff = new Retries(host);
    while (true) {
      switch (attempt(request)) {
        case DONE -> {
          return true;
        }
        case REFUSED -> {
          return false;
        }
        case IN_THE_WAY -> {
          if (!backoff.pause()) {
            throw new StoreException.Throttled(
                "a transaction was cancelled by others or for lack of capacity, again and again",
                null);
          }
        }
      }
    }
  }

  private enum Outcome {
    DONE,
    REFUSED,
    IN_THE_WAY
  }

  private Outcome attempt(TransactWriteItemsRequest request) {
    return errors.mapped(
        () -> {
          try {
            client.transactWriteItems(request);
            return Outcome.DONE;
          } catch (TransactionCanceledException cancelled) {
            return outcome(cancelled);
          }
        });
  }

  /// The SDK does not repeat a cancelled transaction, whatever the reason.
  private Outcome outcome(TransactionCanceledException cancelled) {
    List<String> reasons =
        cancelled.cancellationReasons().stream().map(CancellationReason::code).toList();
    if (reasons.contains("ConditionalCheckFailed")) {
      return Outcome.REFUSED;
    }
    if (reasons.stream().anyMatch(PASSING::contains)) {
      return Outcome.IN_THE_WAY;
    }
    throw errors.toStoreException(cancelled);
  }

  private TransactWriteItem item(Change change) {
    return switch (change) {
      case Change.Remove(var key, var condition) ->
          TransactWriteItem.builder().delete(delete(key, condition)).build();
      case Change.Write(var cell, var condition) -> {
        Expression expression = Expression.of(condition);
        yield TransactWriteItem.builder()
            .put(
                p ->
                    p.tableName(table)
                        .item(ItemCodec.item(cell))
                        .conditionExpression(expression.text())
                        .expressionAttributeNames(expression.names())
                        .expressionAttributeValues(expression.values()))
            .build();
      }
    };
  }

  private Delete delete(Key key, @Nullable Condition condition) {
    Delete.Builder delete = Delete.builder().tableName(table).key(ItemCodec.key(key));
    if (condition != null) {
      Expression expression = Expression.of(condition);
      delete
          .conditionExpression(expression.text())
          .expressionAttributeNames(expression.names())
          .expressionAttributeValues(expression.values());
    }
    return delete.build();
  }
}
