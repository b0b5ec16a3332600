package io.schemeless.eventstore.dynamodb;

import io.schemeless.eventstore.store.StoreException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;

/// Lets DynamoDB delete expired items.
final class TimeToLive {
  private static final String ATTRIBUTE = TableDefinition.STORE.expires();

  private final DynamoDbClient client;
  private final String table;
  private final DynamoErrors errors;

  TimeToLive(DynamoDbClient client, String table, DynamoErrors errors) {
    this.client = client;
    this.table = table;
    this.errors = errors;
  }

  void enable() {
    if (enabled()) {
      return;
    }
    TimeToLiveSpecification on =
        TimeToLiveSpecification.builder().attributeName(ATTRIBUTE).enabled(true).build();
    errors.mapped(
        () -> {
          try {
            return client.updateTimeToLive(r -> r.tableName(table).timeToLiveSpecification(on));
          } catch (DynamoDbException e) {
            if (enabled()) { // another process was first
              return on;
            }
            throw e;
          }
        });
  }

  private boolean enabled() {
    TimeToLiveDescription description =
        errors
            .mapped(() -> client.describeTimeToLive(r -> r.tableName(table)))
            .timeToLiveDescription();
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
