package io.schemeless.eventstore.dynamodb;

import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.store.StoreException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.BillingModeSummary;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
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
  private static final int LOOKS_FOR_MARK = 4;
  private static final int PAUSE_MILLIS = 250;
  private static final long OTHERS_MILLIS = 10_000;

  private final DynamoDbClient client;
  private final String table;
  private final Capacity capacity;
  private final Host host;
  private final DynamoErrors errors;
  private final AtomicReference<@Nullable Mine> mine;

  /// @param capacity of a table that is created; an existing one keeps its own
  public TableProvisioner(DynamoDbClient client, String table, Capacity capacity, Host host) {
    this(client, table, capacity, host, new AtomicReference<>());
  }

  private TableProvisioner(
      DynamoDbClient client,
      String table,
      Capacity capacity,
      Host host,
      AtomicReference<@Nullable Mine> mine) {
    this.client = client;
    this.table = table;
    this.capacity = capacity;
    this.host = host;
    this.mine = mine;
    errors = new DynamoErrors(table);
  }

  /// Leaves a table that can be used.
  ///
  /// @return what it is
  /// @throws StoreException.Misconfigured if there is a table of another shape; says how it differs
  /// @throws StoreException.Unavailable if it is not ready within 3 minutes
  public TableDescription ensure() {
    StateWait patience = new StateWait(host, table);
    boolean created = false;
    while (true) {
      TableDescription description = describe();
      if (description == null) {
        create();
        created = true;
      } else if (ready(description) && finished(description, created)) {
        return description;
      }
      patience.pause();
    }
  }

  /// False if another process has just dropped the table.
  private boolean finished(TableDescription description, boolean created) {
    return errors.mapped(
        () -> {
          try {
            if (created) {
              new Ownership(client, errors).mark(description);
            }
            new TimeToLive(client, table).enable();
            return true;
          } catch (ResourceNotFoundException dropped) {
            return false;
          }
        });
  }

  /// The table that this process has created or begun to drop: it may drop it whether or not it
  /// could be marked.
  record Mine(String id, Capacity capacity) {}

  /// Drops the table that is there now, and creates it again with the same capacity.
  ///
  /// @param mine what an earlier call that failed half-way left, or none: this one goes on from
  ///   there
  /// @throws StoreException.NotOwned if the library did not create it
  /// @throws StoreException.Misconfigured if there is none, and none appears within 10 s, as one
  ///   does when another process is at the same work
  static void recreate(
      DynamoDbClient client, String table, Host host, AtomicReference<@Nullable Mine> mine) {
    Mine earlier = mine.get();
    @Nullable TableDescription old =
        earlier == null ? existing(client, table, host) : describe(client, table);
    Capacity capacity = old == null ? Objects.requireNonNull(earlier).capacity() : capacityOf(old);
    TableProvisioner provisioner = new TableProvisioner(client, table, capacity, host, mine);
    if (old != null
        && ((earlier != null && earlier.id().equals(idOf(old))) || provisioner.mayDrop(old))) {
      mine.set(new Mine(idOf(old), capacity));
      provisioner.drop(idOf(old));
    }
    provisioner.ensure();
    mine.set(null);
  }

  private static TableDescription existing(DynamoDbClient client, String table, Host host) {
    long deadline = host.elapsed() + OTHERS_MILLIS;
    while (true) {
      try {
        return new DynamoErrors(table)
            .mapped(() -> client.describeTable(r -> r.tableName(table)).table());
      } catch (StoreException.Misconfigured missing) {
        if (host.elapsed() >= deadline) {
          throw missing;
        }
        host.sleep(PAUSE_MILLIS);
      }
    }
  }

  /// False if another caller is at it: then its new table serves both.
  private boolean mayDrop(TableDescription old) {
    Ownership ownership = new Ownership(client, errors);
    for (int look = 0; look < LOOKS_FOR_MARK; look++) {
      if (old.tableStatus() == TableStatus.CREATING || old.tableStatus() == TableStatus.DELETING) {
        return false;
      }
      if (ownership.isMarked(old)) {
        return true;
      }
      // Whoever created it marks it a moment after.
      host.sleep(PAUSE_MILLIS);
      TableDescription now = describe();
      if (now == null || !idOf(now).equals(idOf(old))) {
        return false;
      }
    }
    throw new StoreException.NotOwned();
  }

  /// Waits until the table with this id is gone, so that of several callers at once none drops what
  /// another has just created.
  private void drop(String id) {
    StateWait patience = new StateWait(host, table);
    TableDescription description = describe();
    while (description != null && idOf(description).equals(id)) {
      if (description.tableStatus() != TableStatus.DELETING) {
        unlessDone(() -> client.deleteTable(r -> r.tableName(table)));
      }
      patience.pause();
      description = describe();
    }
  }

  /// Where the answer was lost, the client's next try finds the table that the first one made; it
  /// cannot be told from one that another process of this library has just made.
  private void create() {
    unlessDone(
        () -> {
          CreateTableRequest request = TableShape.createRequest(DEFINITION, table, capacity);
          mine.set(new Mine(idOf(client.createTable(request).tableDescription()), capacity));
        });
  }

  /// Where another process is at the same work, the caller looks again rather than fail.
  private void unlessDone(Runnable request) {
    errors.mapped(
        () -> {
          try {
            request.run();
          } catch (ResourceInUseException | ResourceNotFoundException alreadyDone) {
            // What it asked for is there, or gone, already.
          }
          return true;
        });
  }

  private @Nullable TableDescription describe() {
    return describe(client, table);
  }

  private static @Nullable TableDescription describe(DynamoDbClient client, String table) {
    return new DynamoErrors(table)
        .mapped(
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
