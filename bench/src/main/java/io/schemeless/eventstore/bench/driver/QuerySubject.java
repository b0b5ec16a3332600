package io.schemeless.eventstore.bench.driver;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalStore;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.port.Usage;
import io.schemeless.eventstore.store.NewEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// No store: an item for each append, as large as a slot, in one partition, and queries of the same
/// client, one after the other, that do nothing with what they bring. What they take no store with
/// an item for each append can undercut.
final class QuerySubject implements Subject {
  private static final String LOG = "log";

  /// With keys and names a slot of one event of 500 bytes, packed, has some 240 bytes.
  private static final int BODY = 190;

  private final AwsClients clients;
  private final String table;
  private final AtomicLong last = new AtomicLong();
  private final LongAdder requests = new LongAdder();

  QuerySubject(String table, Emulators.Endpoints endpoints) {
    this.clients = LocalStore.clients(endpoints, new LocalEnvironment(Map.of()));
    this.table = table;
    clients
        .dynamoDb()
        .createTable(
            create ->
                create
                    .tableName(table)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(
                        key -> key.attributeName("pk").keyType(KeyType.HASH),
                        key -> key.attributeName("sk").keyType(KeyType.RANGE))
                    .attributeDefinitions(
                        of -> of.attributeName("pk").attributeType(ScalarAttributeType.S),
                        of -> of.attributeName("sk").attributeType(ScalarAttributeType.S)));
  }

  @Override
  public void append(List<NewEvent> events) {
    byte[] body = new byte[BODY];
    ThreadLocalRandom.current().nextBytes(body);
    Map<String, AttributeValue> item =
        Map.of(
            "pk", AttributeValue.fromS(LOG),
            "sk", AttributeValue.fromS(Keys.number(last.incrementAndGet())),
            "b", AttributeValue.fromB(SdkBytes.fromByteArray(body)));
    clients.dynamoDb().putItem(put -> put.tableName(table).item(item));
    requests.increment();
  }

  @Override
  public Pages replay(int page) {
    return new Pages() {
      private long next = 1;
      private boolean end;

      @Override
      public int next() {
        if (end) {
          return -1;
        }
        QueryResponse answer =
            clients
                .dynamoDb()
                .query(
                    query ->
                        query
                            .tableName(table)
                            .limit(page)
                            .keyConditionExpression("pk = :log AND sk >= :next")
                            .expressionAttributeValues(
                                Map.of(
                                    ":log", AttributeValue.fromS(LOG),
                                    ":next", AttributeValue.fromS(Keys.number(next)))));
        requests.increment();
        next += answer.count();
        end = answer.lastEvaluatedKey().isEmpty();
        return answer.count();
      }
    };
  }

  @Override
  public Usage usage() {
    return new Usage(requests.sum(), 0, 0);
  }

  @Override
  public void close() {
    clients.close();
  }
}
