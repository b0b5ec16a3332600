package io.schemeless.eventstore.local.server;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.dynamodb.DynamoDbCells;
import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.s3.S3ObjectStore;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.verify.StoreVerifier;

/// A store that is there, in AWS or on this machine.
public record ExistingStore(AwsClients clients, String table, String bucket, String keyPrefix) {
  private static final Host HOST = new SystemHost();

  /// The store that `eventstore local` serves.
  public static ExistingStore local(AwsClients clients) {
    String prefix = LocalStore.keyPrefix(LocalStore.NAME);
    return new ExistingStore(clients, LocalStore.NAME, LocalStore.BUCKET, prefix);
  }

  private DynamoDbCells cells() {
    return new DynamoDbCells(clients.dynamoDb(), table, HOST, false);
  }

  private S3ObjectStore objects() {
    return new S3ObjectStore(clients.s3(), bucket, keyPrefix);
  }

  public StoreVerifier verifier() {
    return new StoreVerifier(cells(), objects(), HOST, StoreOptions.DEFAULT);
  }

  /// A client with a memory of its own.
  public EventStore open() {
    return new LogEventStore(cells(), objects(), HOST, StoreOptions.DEFAULT);
  }
}
