package io.schemeless.eventstore.conformance;

import io.schemeless.eventstore.dynamodb.DynamoDbCells;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.s3.S3ObjectStore;
import io.schemeless.eventstore.testing.LocalAws;

/// The contracts on DynamoDB Local and an S3 server.
class DynamoDbConformanceTest extends ConformanceSuite {
  private static final String BUCKET = LocalAws.freshBucket();

  /// An emulator takes minutes for all of them, which are made in memory.
  @Override
  protected int aPartOf(int whole) {
    return whole / 5;
  }

  @Override
  protected Ports freshPorts() {
    String table = LocalAws.freshTable();
    return new Ports(
        new DynamoDbCells(LocalAws.dynamoDb(), table, new SystemHost(), true),
        new S3ObjectStore(LocalAws.s3(), BUCKET, table + "/"));
  }
}
