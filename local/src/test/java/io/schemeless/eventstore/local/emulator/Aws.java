package io.schemeless.eventstore.local.emulator;

import io.schemeless.eventstore.aws.EmulatorClients;
import java.net.URI;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/// Clients of the emulators.
final class Aws {
  private Aws() {}

  static DynamoDbClient dynamoDb(URI endpoint) {
    DynamoDbClientBuilder client = DynamoDbClient.builder();
    EmulatorClients.dynamoDb(client, endpoint);
    return client.build();
  }

  static S3Client s3(URI endpoint) {
    S3ClientBuilder client = S3Client.builder().forcePathStyle(true);
    EmulatorClients.s3(client, endpoint);
    return client.build();
  }

  static void createTable(DynamoDbClient client, String name) {
    client.createTable(
        table ->
            table
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(k -> k.attributeName("pk").keyType(KeyType.HASH))
                .attributeDefinitions(
                    a -> a.attributeName("pk").attributeType(ScalarAttributeType.S)));
  }
}
