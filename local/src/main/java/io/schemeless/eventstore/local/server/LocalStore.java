package io.schemeless.eventstore.local.server;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.dynamodb.Capacity;
import io.schemeless.eventstore.dynamodb.DynamoDbCells;
import io.schemeless.eventstore.dynamodb.TableProvisioner;
import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Meter;
import io.schemeless.eventstore.port.MeteredCells;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.s3.BucketProvisioner;
import io.schemeless.eventstore.s3.S3ObjectStore;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreOptions;

/// A store on the real adapters, whose use of DynamoDB is counted.
///
/// @param meter what it used, by AWS's rules
/// @param prefix of its objects' keys
public record LocalStore(EventStore store, Meter meter, AwsClients clients, String prefix)
    implements AutoCloseable {
  /// The store of `eventstore local`; see [#open].
  public static final String NAME = "local";

  public static final String BUCKET = "local-event-store";

  /// Creates the table and the bucket where they are missing.
  ///
  /// @param name tells stores on the same servers apart: letters, digits, `-`
  public static LocalStore open(
      String name, Emulators.Endpoints endpoints, LocalEnvironment environment) {
    AwsClients clients = clients(endpoints, environment);
    try {
      Host host = new SystemHost();
      new TableProvisioner(clients.dynamoDb(), name, new Capacity.OnDemand(), host).ensure();
      new BucketProvisioner(clients.s3(), BUCKET, true, host).ensure(null);
      Meter meter = new Meter();
      String prefix = keyPrefix(name);
      EventStore store =
          new LogEventStore(
              new MeteredCells(new DynamoDbCells(clients.dynamoDb(), name, host, true), meter),
              new S3ObjectStore(clients.s3(), BUCKET, prefix),
              host,
              StoreOptions.DEFAULT);
      return new LocalStore(store, meter, clients, prefix);
    } catch (RuntimeException e) {
      clients.close();
      throw e;
    }
  }

  public static AwsClients clients(Emulators.Endpoints endpoints, LocalEnvironment environment) {
    environment.leaveTheShell();
    return AwsClients.create(
        dynamoDb -> environment.dynamoDb(dynamoDb, endpoints.dynamoDb()),
        s3 -> environment.s3(s3, endpoints.s3()));
  }

  /// What all keys of a store's objects start with.
  public static String keyPrefix(String name) {
    return name + "/";
  }

  /// How many objects it has in S3; counts at most 1,000.
  public int objects() {
    return clients.s3().listObjectsV2(list -> list.bucket(BUCKET).prefix(prefix)).keyCount();
  }

  @Override
  public void close() {
    try (clients) {
      store.close();
    }
  }
}
