package io.schemeless.eventstore.dynamodb;

import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.store.StoreException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.BillingModeSummary;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/// Creates the table with its index and time to live where there is none, and waits until it can be
/// used. Any number of processes may do so at once.
public final class TableProvisioner {
  private static final TableDefinition DEFINITION = TableDefinition.STORE;

  private final DynamoDbClient client;
  private final String table;
  private final Capacity capacity;
  private final Host host;
  private final DynamoErrors errors;

  /// @param capacity of a table that is created; an existing one keeps its own
  public TableProvisioner(DynamoDbClient client, String table, Capacity capacity, Host host) {
    this.client = client;
    this.table = table;
    this.capacity = capacity;
    this.host = host;
    errors = new DynamoErrors(table);
  }

  /// Leaves a table that can be used.
  ///
  /// @return what it is
  /// @throws StoreException.Misconfigured if there is a table of another shape; says how it differs
  /// @throws StoreException.Unavailable if it is not ready within 3 minutes
  public TableDescription ensure() {
    Patience patience = new Patience(host, table);
    while (true) {
      TableDescription description = describe();
      if (description == null) {
        create();
      } else if (ready(description)) {
        new TimeToLive(client, table, errors).enable();
        return description;
      }
      patience.pause();
    }
  }

  /// Drops the table that is there now, and creates it again with the same capacity.
  static void recreate(DynamoDbClient client, String table, Host host) {
    DynamoErrors errors = new DynamoErrors(table);
    TableDescription old =
        errors.mapped(() -> client.describeTable(r -> r.tableName(table))).table();
    TableProvisioner provisioner = new TableProvisioner(client, table, capacityOf(old), host);
    provisioner.drop(idOf(old));
    provisioner.ensure();
  }

  /// Waits until the table with this id is gone, so that of several callers at once none drops what
  /// another has just created.
  private void drop(String id) {
    Patience patience = new Patience(host, table);
    TableDescription description = describe();
    while (description != null && idOf(description).equals(id)) {
      if (description.tableStatus() != TableStatus.DELETING) {
        tolerating(() -> client.deleteTable(r -> r.tableName(table)));
      }
      patience.pause();
      description = describe();
    }
  }

  private void create() {
    tolerating(() -> client.createTable(TableShape.createRequest(DEFINITION, table, capacity)));
  }

  /// Another process may be at the same work: look again rather than fail.
  private void tolerating(Supplier<?> request) {
    errors.mapped(
        () -> {
          try {
            return request.get();
          } catch (ResourceInUseException | ResourceNotFoundException alreadyDone) {
            return table;
          }
        });
  }

  private @Nullable TableDescription describe() {
    return errors.mapped(
        () -> {
          try {
            return client.describeTable(r -> r.tableName(table)).table();
          } catch (ResourceNotFoundException none) {
            return null;
          }
        });
  }

  private boolean ready(TableDescription description) {
    switch (description.tableStatus()) {
      case ACTIVE, UPDATING -> {}
      case CREATING, DELETING -> {
        return false;
      }
      default ->
          throw new StoreException.Misconfigured(
              "the table " + table + " is " + description.tableStatusAsString(), null);
    }
    List<String> differences = TableShape.differences(DEFINITION, description);
    if (!differences.isEmpty()) {
      throw new StoreException.Misconfigured(
          "the table %s has another shape than the store's: %s"
              .formatted(table, String.join("; ", differences)),
          null);
    }
    GlobalSecondaryIndexDescription index = TableShape.indexOf(DEFINITION, description);
    return index != null
        && (index.indexStatus() == IndexStatus.ACTIVE
            || index.indexStatus() == IndexStatus.UPDATING);
  }

  /// The table's id, or on DynamoDB Local, which has none, its name and time of creation.
  static String idOf(TableDescription description) {
    return description.tableId() != null
        ? description.tableId()
        : description.tableArn() + "@" + description.creationDateTime().toEpochMilli();
  }

  private static Capacity capacityOf(TableDescription description) {
    BillingModeSummary billing = description.billingModeSummary();
    ProvisionedThroughputDescription units = description.provisionedThroughput();
    return billing != null && billing.billingMode() == BillingMode.PAY_PER_REQUEST
        ? new Capacity.OnDemand()
        : new Capacity.Provisioned(units.readCapacityUnits(), units.writeCapacityUnits());
  }
}
