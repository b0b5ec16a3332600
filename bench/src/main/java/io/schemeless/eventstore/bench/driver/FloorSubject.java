package io.schemeless.eventstore.bench.driver;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalStore;
import io.schemeless.eventstore.port.ItemSize;
import io.schemeless.eventstore.port.Usage;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.wire.EventJson;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// No store: conditional puts of the same client, one after the other, each of the events' JSON.
/// What they take no store of so many puts can undercut.
final class FloorSubject implements Subject {
  private final AwsClients clients;
  private final String table;
  private final int puts;
  private final LongAdder requests = new LongAdder();
  private final LongAdder units = new LongAdder();

  /// @param puts in place of an append
  FloorSubject(String table, int puts, Emulators.Endpoints endpoints) {
    this.clients = LocalStore.clients(endpoints, new LocalEnvironment(Map.of()));
    this.table = table;
    this.puts = puts;
    try {
      clients
          .dynamoDb()
          .createTable(
              create ->
                  create
                      .tableName(table)
                      .billingMode(BillingMode.PAY_PER_REQUEST)
                      .keySchema(key -> key.attributeName("pk").keyType(KeyType.HASH))
                      .attributeDefinitions(
                          of -> of.attributeName("pk").attributeType(ScalarAttributeType.S)));
    } catch (ResourceInUseException e) {
      // It is there.
    }
  }

  @Override
  public void append(List<NewEvent> events) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    events.forEach(event -> body.writeBytes(EventJson.write(event, true)));
    SdkBytes bytes = SdkBytes.fromByteArray(body.toByteArray());
    String id = UUID.randomUUID().toString();
    for (int i = 0; i < puts; i++) {
      String key = id + "-" + i;
      clients
          .dynamoDb()
          .putItem(
              put ->
                  put.tableName(table)
                      .item(
                          Map.of("pk", AttributeValue.fromS(key), "b", AttributeValue.fromB(bytes)))
                      .conditionExpression("attribute_not_exists(pk)"));
      requests.increment();
      units.add(ItemSize.writeUnits(3 + key.length() + body.size()));
    }
  }

  @Override
  public Usage usage() {
    return new Usage(requests.sum(), 0, units.sum());
  }

  @Override
  public void close() {
    clients.close();
  }
}
