package io.schemeless.eventstore.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.aws.AwsEventStore;
import io.schemeless.eventstore.aws.AwsStoreOptions;
import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.dynamodb.DynamoDbCells;
import io.schemeless.eventstore.history.History;
import io.schemeless.eventstore.history.History.Outcome;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.ObjectStore;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.s3.S3ObjectStore;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.testing.FaultyHttp;
import io.schemeless.eventstore.testing.LocalAws;
import io.schemeless.eventstore.verify.StoreVerifier;
import io.schemeless.eventstore.verify.Verification;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/// A table and a bucket, and the stores on them: each store is a process with its own clients.
public record StorePlace(String table, String bucket) {
  static final String PREFIX = "events/";

  private static final Host HOST = new SystemHost();

  /// Short graces: what a broken append leaves is soon sealed.
  private static final StoreOptions OPTIONS =
      StoreOptions.DEFAULT.withGrace(Duration.ofMillis(20), Duration.ofMillis(60));

  /// How the clients of the SDK deal with what goes wrong.
  public enum Client {
    /// As the library sets them.
    PATIENT,
    /// Tries a few times, at once.
    BRISK,
    /// Tries again at once when an answer takes long.
    HASTY,
    /// Waits for an answer as long as it takes.
    ENDURING;

    void configure(ClientOverrideConfiguration.Builder settings) {
      switch (this) {
        case PATIENT -> {}
        case BRISK -> settings.retryStrategy(atOnce());
        case HASTY ->
            settings.retryStrategy(atOnce()).apiCallAttemptTimeout(Duration.ofMillis(700));
        case ENDURING ->
            settings.apiCallTimeout(Duration.ofHours(1)).apiCallAttemptTimeout(Duration.ofHours(1));
      }
    }
  }

  private static RetryStrategy atOnce() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(3)
        .backoffStrategy(BackoffStrategy.retryImmediately())
        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
        .build();
  }

  /// Does it again as long as the answer is that it may be repeated: a hasty client meets time
  /// limits that nobody injected.
  static <T> T insist(Supplier<T> call) {
    for (int i = 1; ; i++) {
      try {
        return call.get();
      } catch (StoreException e) {
        if (!e.retryable() || i == 50) {
          throw e;
        }
      }
    }
  }

  /// Appends until it is acknowledged; the request has a key.
  static void insist(History history, EventStore store, AppendRequest request) {
    Outcome _ =
        insist(
            () -> {
              Outcome outcome = history.append(store, request);
              if (outcome == Outcome.UNKNOWN) {
                throw new StoreException.OutcomeUnknown("repeat it", null);
              }
              assertThat(outcome).isEqualTo(Outcome.ACKNOWLEDGED);
              return outcome;
            });
  }

  public static StorePlace fresh() {
    return new StorePlace(LocalAws.freshTable(), LocalAws.freshBucket());
  }

  /// A table and a bucket that are still to be made.
  static StorePlace missing() {
    return new StorePlace(LocalAws.tableName(), LocalAws.bucketName());
  }

  /// A store with nothing between it and the services.
  public EventStore open() {
    return open(OPTIONS);
  }

  EventStore open(StoreOptions options) {
    return new Ports(cells(), objects()).open(options);
  }

  public EventStore open(FaultyHttp http, Client client) {
    return open(http, client, OPTIONS);
  }

  EventStore open(FaultyHttp http, Client client, StoreOptions options) {
    return AwsEventStore.open(
        options(http, client, options).skipTableCreation(true).skipBucketCreation(true).build());
  }

  /// As a process does that makes what is missing.
  EventStore provision(FaultyHttp http, Client client) {
    return AwsEventStore.open(options(http, client, OPTIONS).build());
  }

  private AwsStoreOptions.Builder options(FaultyHttp http, Client client, StoreOptions options) {
    return AwsStoreOptions.builder("", bucket)
        .tableName(table)
        .keyPrefix(PREFIX)
        .store(options)
        .dynamoDbClient(dynamo -> configure(dynamo, LocalAws.dynamoDbEndpoint(), http, client))
        .s3Client(s3 -> configure(s3, LocalAws.s3Endpoint(), http, client));
  }

  private static <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> void configure(
      B builder, URI endpoint, FaultyHttp http, Client client) {
    LocalAws.configure(builder, endpoint);
    builder.httpClientBuilder(http.builder());
    if (client != Client.PATIENT) {
      builder.overrideConfiguration(client::configure);
    }
  }

  /// Clients of a process that checks or repairs the store.
  AwsClients clients(FaultyHttp http, Client client) {
    return AwsClients.create(
        dynamo -> configure(dynamo, LocalAws.dynamoDbEndpoint(), http, client),
        s3 -> configure(s3, LocalAws.s3Endpoint(), http, client));
  }

  StoreVerifier verifier(AwsClients clients) {
    return verifier(
        new DynamoDbCells(clients.dynamoDb(), table, HOST, true),
        new S3ObjectStore(clients.s3(), bucket, PREFIX));
  }

  private static StoreVerifier verifier(Cells cells, ObjectStore objects) {
    return new StoreVerifier(cells, objects, HOST, OPTIONS);
  }

  DynamoDbCells cells() {
    return new DynamoDbCells(LocalAws.dynamoDb(), table, HOST, true);
  }

  S3ObjectStore objects() {
    return new S3ObjectStore(LocalAws.s3(), bucket, PREFIX);
  }

  Verification verify() {
    return verifier(cells(), objects()).verify((_, _) -> {});
  }

  /// Every rule of the protocol holds.
  public Verification sound() {
    Verification verification = verify();
    assertThat(verification.findings()).isEmpty();
    return verification;
  }
}
