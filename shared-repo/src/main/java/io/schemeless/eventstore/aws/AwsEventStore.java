package io.schemeless.eventstore.aws;

import io.schemeless.eventstore.dynamodb.DynamoDbCells;
import io.schemeless.eventstore.dynamodb.TableProvisioner;
import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Meter;
import io.schemeless.eventstore.port.MeteredCells;
import io.schemeless.eventstore.port.Observer;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.s3.BucketProvisioner;
import io.schemeless.eventstore.s3.S3ObjectStore;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/// Opens a store in AWS.
///
///     try (EventStore store = AwsEventStore.open(AwsStoreOptions.of("prod-", "my-event-archive"))) {
///       store.append(stream, ExpectedVersion.any(), events);
///     }
public final class AwsEventStore {
  private AwsEventStore() {}

  /// Creates what is missing and not to be skipped, waits until it can be used, and opens the
  /// store. Closing it closes its clients.
  ///
  /// @throws StoreException.Misconfigured if a region, credentials or a permission is missing, or
  ///   if the table or bucket that is there is not such a one
  /// @throws StoreException.Unavailable if they are not ready within minutes
  public static EventStore open(AwsStoreOptions options) {
    return open(options, new Meter(), Observer.NONE);
  }

  /// As [#open(AwsStoreOptions)], and watched.
  ///
  /// @param meter sums up what is used of the table
  /// @param observer told of holes and of bodies in the bucket
  public static EventStore open(AwsStoreOptions options, Meter meter, Observer observer) {
    AwsClients clients = AwsClients.create(options.dynamoDbClient(), options.s3Client());
    try {
      Host host = new SystemHost();
      provision(options, clients, host);
      return store(options, clients, host, meter, observer);
    } catch (RuntimeException | Error e) {
      clients.close();
      throw e;
    }
  }

  private static EventStore store(
      AwsStoreOptions options, AwsClients clients, Host host, Meter meter, Observer observer) {
    boolean owned = !options.skipTableCreation();
    return new LogEventStore(
        new MeteredCells(
            new DynamoDbCells(clients.dynamoDb(), options.tableName(), host, owned), meter),
        new S3ObjectStore(clients::s3, options.bucketName(), options.keyPrefix()),
        host,
        options.store(),
        observer,
        clients::close);
  }

  private static void provision(AwsStoreOptions options, AwsClients clients, Host host) {
    String account = null;
    if (!options.skipTableCreation()) {
      TableDescription table =
          new TableProvisioner(clients.dynamoDb(), options.tableName(), options.capacity(), host)
              .ensure();
      account = clients.dynamoDbIsElsewhere() ? null : accountOf(table.tableArn());
    }
    if (!options.skipBucketCreation()) {
      boolean elsewhere = clients.s3IsElsewhere();
      new BucketProvisioner(clients.s3(), options.bucketName(), elsewhere, host)
          .ensure(elsewhere ? null : account);
    }
  }

  /// The bucket must be in the table's account.
  private static @Nullable String accountOf(String tableArn) {
    return Arn.fromString(tableArn).accountId().orElse(null);
  }
}
