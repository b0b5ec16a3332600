package io.schemeless.eventstore.aws;

import io.schemeless.eventstore.dynamodb.DynamoDbCells;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.s3.S3ObjectStore;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// Loads and runs what the SDK needs for a request, so that a snapshot of the process has it.
///
/// The SDK's own `SdkWarmUp` would do the same with operations that the store never calls, and
/// whose classes the functions' jar does not have.
public final class AwsWarmUp {
  private static final String NAME = "warm-up";

  /// To every request: each reads what it knows of it.
  private static final String ANSWER =
      """
      {"Attributes":{"n":{"N":"1"}},
      "Table":{"TableId":"warm-up","TableName":"warm-up","TableStatus":"ACTIVE","ItemCount":0,
      "CreationDateTime":1.5,"BillingModeSummary":{"BillingMode":"PAY_PER_REQUEST"},
      "KeySchema":[{"AttributeName":"p","KeyType":"HASH"}],
      "AttributeDefinitions":[{"AttributeName":"p","AttributeType":"S"}],
      "ProvisionedThroughput":{"ReadCapacityUnits":0,"WriteCapacityUnits":0},
      "GlobalSecondaryIndexes":[{"IndexName":"i","IndexStatus":"ACTIVE",
      "KeySchema":[{"AttributeName":"p","KeyType":"HASH"}],
      "Projection":{"ProjectionType":"KEYS_ONLY"},
      "ProvisionedThroughput":{"ReadCapacityUnits":0,"WriteCapacityUnits":0}}]}}""";

  private AwsWarmUp() {}

  /// Marshals, signs and reads each kind of request that appends and reads make, against answers
  /// that are there already: nothing is sent, and no client outlives it.
  public static void run() {
    greet();
    StaticCredentialsProvider nobody =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(NAME, NAME));
    try (AwsClients clients =
        AwsClients.create(
            dynamoDb ->
                dynamoDb
                    .httpClientBuilder(_ -> new CannedHttpClient(ANSWER))
                    .region(Region.US_EAST_1)
                    .credentialsProvider(nobody),
            s3 ->
                s3.httpClientBuilder(_ -> new CannedHttpClient(""))
                    .region(Region.US_EAST_1)
                    .credentialsProvider(nobody))) {
      exercise(new DynamoDbCells(clients.dynamoDb(), NAME, new SystemHost(), false));
      S3ObjectStore objects = new S3ObjectStore(clients.s3(), NAME, "");
      // What is put must come back, and all answers are empty.
      objects.put(NAME, new byte[0]);
      byte[] unused = objects.get(NAME);
    }
  }

  /// Reads the certificate authorities and writes the first message of a handshake to nobody. The
  /// context is one of its own: a snapshot keeps no key of it.
  private static void greet() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      SSLEngine engine = context.createSSLEngine("localhost", 443);
      engine.setUseClientMode(true);
      ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      engine.wrap(ByteBuffer.allocate(0), hello);
    } catch (GeneralSecurityException | SSLException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  private static void exercise(DynamoDbCells cells) {
    Key key = new Key(NAME, NAME);
    String unused = cells.tableId();
    cells.get(key, Read.CONSISTENT);
    cells.getAll(List.of(key), Read.EVENTUAL);
    cells.query(new Range(NAME, "a", "z", false, 1, Read.EVENTUAL));
    cells.index(NAME, null, 1);
    cells.put(new Cell(key, Map.of("n", new Value.Number(1))), new Condition.Absent());
    OptionalLong incremented =
        cells.increment(key, "n", new Condition.Is("n", new Value.Number(1)), null);
    if (incremented.isEmpty()) {
      throw new IllegalStateException("the warm-up's increment was not made");
    }
  }
}
