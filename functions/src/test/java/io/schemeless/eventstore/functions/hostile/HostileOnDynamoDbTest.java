package io.schemeless.eventstore.functions.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.dynamodb.DynamoDbCells;
import io.schemeless.eventstore.functions.hostile.harness.FuzzTarget;
import io.schemeless.eventstore.functions.hostile.judge.AnswerCounts;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.s3.S3ObjectStore;
import io.schemeless.eventstore.testing.LocalAws;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A smaller share of the requests on DynamoDB Local and an S3 server, which have rules of their
/// own for keys and sizes.
@Tag("proof")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class HostileOnDynamoDbTest {
  private static final int REQUESTS = 3_000;

  @Test
  void no_request_breaks_a_function_on_dynamodb() {
    // given
    AnswerCounts counts = new AnswerCounts();
    SystemHost host = new SystemHost();
    String table = LocalAws.freshTable();

    // when
    try (FuzzTarget target =
        FuzzTarget.on(
            new DynamoDbCells(LocalAws.dynamoDb(), table, host, /* owned= */ true),
            new S3ObjectStore(LocalAws.s3(), LocalAws.freshBucket(), table + "/"),
            host,
            functions -> functions)) {
      Fuzzer.run(target, 1_000, REQUESTS, counts);
    }

    // then
    System.out.println(counts);
    assertThat(counts.requests()).isEqualTo(REQUESTS);
  }
}
