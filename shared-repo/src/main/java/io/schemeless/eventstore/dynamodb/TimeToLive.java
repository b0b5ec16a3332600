package io.schemeless.eventstore.dynamodb;

import io.schemeless.eventstore.store.StoreException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

/// Lets DynamoDB delete expired items. What the client throws is passed on.
final class TimeToLive {
  private static final String ATTRIBUTE = TableDefinition.STORE.expires();

  private final DynamoDbClient client;
  private final String table;

  TimeToLive(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  void enable() {
    if (enabled()) {
      return;
    }
    try {
      client.updateTimeToLive(
          r ->
              r.tableName(table)
                  .timeToLiveSpecification(t -> t.attributeName(ATTRIBUTE).enabled(true)));
    } catch (DynamoDbException e) {
      if (!enabled()) { // unless another process was first
        throw e;
      }
    }
  }

  private boolean enabled() {
    TimeToLiveDescription description =
        client.describeTimeToLive(r -> r.tableName(table)).timeToLiveDescription();
    return switch (description.timeToLiveStatus()) {
      case ENABLED, ENABLING -> {
        if (!ATTRIBUTE.equals(description.attributeName())) {
          throw new StoreException.Misconfigured(
              "the table %s expires items by the attribute %s, not %s"
                  .formatted(table, description.attributeName(), ATTRIBUTE),
              null);
        }
        yield true;
      }
      case DISABLED, DISABLING, UNKNOWN_TO_SDK_VERSION -> false;
    };
  }
}
