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
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// Loads and runs what the SDK needs for a request, so that a snapshot of the process has it.
///
/// The SDK's own `SdkWarmUp` would do the same with operations that the store never calls, and
/// whose classes the functions' jar does not have.
public final class AwsWarmUp {
  private static final String NAME = "warm-up";

  private AwsWarmUp() {}

  /// Marshals, signs and reads each kind of request that appends and reads make, against answers
  /// that are there already: nothing is sent, and no client outlives it.
  public static void run() {
    StaticCredentialsProvider nobody =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(NAME, NAME));
    try (AwsClients clients =
        AwsClients.create(
            dynamoDb ->
                dynamoDb
                    .httpClientBuilder(_ -> new CannedHttpClient("{}"))
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

  private static void exercise(DynamoDbCells cells) {
    Key key = new Key(NAME, NAME);
    cells.get(key, Read.CONSISTENT);
    cells.getAll(List.of(key), Read.EVENTUAL);
    cells.query(new Range(NAME, "a", "z", false, 1, Read.EVENTUAL));
    cells.index(NAME, null, 1);
    cells.put(new Cell(key, Map.of("n", new Value.Number(1))), new Condition.Absent());
  }
}
