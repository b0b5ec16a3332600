package io.schemeless.eventstore.testing;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.aws.EmulatorClients;
import io.schemeless.eventstore.dynamodb.Capacity;
import io.schemeless.eventstore.dynamodb.TableProvisioner;
import io.schemeless.eventstore.port.SystemHost;
import java.net.URI;
import java.util.UUID;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/// DynamoDB Local and an S3 server in this process, reachable from this machine only. Each is
/// started when first asked for, once, and lives as long as the process. They are shared by all
/// tests: take a fresh table and bucket.
public final class LocalAws {
  static {
    // The SDK reads the shell's files whatever a client is told.
    System.setProperty("aws.configFile", "/nothing/configured");
    System.setProperty("aws.sharedCredentialsFile", "/nothing/configured");
  }

  private LocalAws() {}

  /// Where DynamoDB Local listens.
  public static URI dynamoDbEndpoint() {
    return LocalDynamoDb.ENDPOINT;
  }

  /// Where the S3 server listens.
  public static URI s3Endpoint() {
    return LocalS3.ENDPOINT;
  }

  /// Points a client of either service to its server here, with some credentials. It takes nothing
  /// from the shell that runs the tests.
  public static void configure(AwsClientBuilder<?, ?> client, URI endpoint) {
    switch (client) {
      case DynamoDbClientBuilder dynamoDb -> EmulatorClients.dynamoDb(dynamoDb, endpoint);
      case S3ClientBuilder s3 -> EmulatorClients.s3(s3, endpoint);
      default -> throw new IllegalArgumentException("a client of another service");
    }
  }

  /// One client, shared; not to be closed.
  public static DynamoDbClient dynamoDb() {
    return Clients.ALL.dynamoDb();
  }

  /// One client, shared; not to be closed.
  public static S3Client s3() {
    return Clients.ALL.s3();
  }

  /// The store's own clients, with faults below them. Closed by the caller.
  public static AwsClients faulty(FaultyHttp http) {
    return AwsClients.create(
        client -> {
          configure(client, dynamoDbEndpoint());
          client.httpClientBuilder(http.builder());
        },
        client -> {
          configure(client, s3Endpoint());
          client.httpClientBuilder(http.builder());
        });
  }

  /// The name of a table that does not exist.
  public static String tableName() {
    return "table-" + UUID.randomUUID();
  }

  /// The name of a bucket that does not exist.
  public static String bucketName() {
    return "bucket-" + UUID.randomUUID();
  }

  /// The name of a new, empty table of the store's shape.
  public static String freshTable() {
    String name = tableName();
    new TableProvisioner(dynamoDb(), name, new Capacity.OnDemand(), new SystemHost()).ensure();
    return name;
  }

  /// The name of a new, empty bucket.
  public static String freshBucket() {
    String name = bucketName();
    s3().createBucket(r -> r.bucket(name));
    return name;
  }

  private static final class Clients {
    static final AwsClients ALL =
        AwsClients.create(
            client -> configure(client, dynamoDbEndpoint()),
            client -> configure(client, s3Endpoint()));
  }
}
