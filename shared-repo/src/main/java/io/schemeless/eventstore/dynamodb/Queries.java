package io.schemeless.eventstore.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schemeless.eventstore.dynamodb.TableDefinition.Index;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.KeyPage;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/// The requests that read many items, page by page.
final class Queries {
  private static final Index INDEX = TableDefinition.STORE.index();

  /// More prefixes than this make the filter too long (4 KB, 300 operators); then only this side
  /// filters.
  private static final int FILTERED_PREFIXES = 100;

  private final DynamoDbClient client;
  private final String table;
  private final DynamoErrors errors;

  Queries(DynamoDbClient client, String table, DynamoErrors errors) {
    this.client = client;
    this.table = table;
    this.errors = errors;
  }

  CellPage query(Range range) {
    if (Arrays.compareUnsigned(range.from().getBytes(UTF_8), range.to().getBytes(UTF_8)) > 0) {
      return new CellPage(List.of(), false);
    }
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":pk", AttributeValue.fromS(range.partition()));
    values.put(":to", AttributeValue.fromS(range.to()));
    String sorts = "#sk <= :to";
    if (!range.from().isEmpty()) { // DynamoDB takes no empty key, not even as a bound
      values.put(":from", AttributeValue.fromS(range.from()));
      sorts = "#sk BETWEEN :from AND :to";
    }
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression("#pk = :pk AND " + sorts)
            .expressionAttributeNames(Map.of("#pk", ItemCodec.PARTITION, "#sk", ItemCodec.SORT))
            .expressionAttributeValues(values)
            .scanIndexForward(!range.backward())
            .limit(range.limit())
            .consistentRead(range.read() == Read.CONSISTENT)
            .build();
    QueryResponse page = errors.mapped(() -> client.query(request));
    while (page.items().isEmpty() && !page.lastEvaluatedKey().isEmpty()) {
      // A page may be empty and not the last; the caller goes on from the last item of a slice.
      QueryRequest next = request.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build();
      page = errors.mapped(() -> client.query(next));
    }
    return new CellPage(
        page.items().stream().map(ItemCodec::cell).toList(), !page.lastEvaluatedKey().isEmpty());
  }

  KeyPage index(@Nullable String partition, KeyPage.@Nullable Bookmark after, int limit) {
    Map<String, AttributeValue> start = after == null ? null : indexStart(after);
    if (partition == null) {
      ScanRequest all =
          ScanRequest.builder()
              .tableName(table)
              .indexName(INDEX.name())
              .limit(limit)
              .exclusiveStartKey(start)
              .build();
      ScanResponse page = errors.mapped(() -> client.scan(all));
      return page(page.items(), indexBookmark(page.lastEvaluatedKey()));
    }
    QueryRequest one =
        QueryRequest.builder()
            .tableName(table)
            .indexName(INDEX.name())
            .keyConditionExpression("#gpk = :gpk")
            .expressionAttributeNames(Map.of("#gpk", INDEX.keys().partition()))
            .expressionAttributeValues(Map.of(":gpk", AttributeValue.fromS(partition)))
            .limit(limit)
            .exclusiveStartKey(start)
            .build();
    QueryResponse page = errors.mapped(() -> client.query(one));
    return page(page.items(), indexBookmark(page.lastEvaluatedKey()));
  }

  KeyPage scan(Collection<String> prefixes, KeyPage.@Nullable Bookmark after) {
    List<String> wanted = prefixes.stream().distinct().toList();
    if (wanted.isEmpty()) {
      return new KeyPage(List.of(), null);
    }
    ScanRequest.Builder request =
        ScanRequest.builder()
            .tableName(table)
            .projectionExpression("#pk, #sk")
            .expressionAttributeNames(Map.of("#pk", ItemCodec.PARTITION, "#sk", ItemCodec.SORT))
            .exclusiveStartKey(after == null ? null : ItemCodec.key(after.key()));
    if (wanted.size() <= FILTERED_PREFIXES && !wanted.contains("")) {
      filter(request, wanted);
    }
    ScanResponse page = errors.mapped(() -> client.scan(request.build()));
    List<Key> keys =
        page.items().stream()
            .map(ItemCodec::keyOf)
            .filter(key -> wanted.stream().anyMatch(key.partition()::startsWith))
            .toList();
    Map<String, AttributeValue> last = page.lastEvaluatedKey();
    return new KeyPage(
        keys, last.isEmpty() ? null : new KeyPage.Bookmark(ItemCodec.keyOf(last), "", ""));
  }

  private static void filter(ScanRequest.Builder request, List<String> prefixes) {
    Map<String, AttributeValue> values = new HashMap<>();
    StringBuilder text = new StringBuilder();
    for (String prefix : prefixes) {
      String name = ":p" + values.size();
      text.append(text.isEmpty() ? "" : " OR ").append("begins_with(#pk, " + name + ")");
      values.put(name, AttributeValue.fromS(prefix));
    }
    request.filterExpression(text.toString()).expressionAttributeValues(values);
  }

  private static KeyPage page(
      List<Map<String, AttributeValue>> items, KeyPage.@Nullable Bookmark next) {
    return new KeyPage(items.stream().map(ItemCodec::keyOf).toList(), next);
  }

  private static Map<String, AttributeValue> indexStart(KeyPage.Bookmark after) {
    Map<String, AttributeValue> start = new HashMap<>(ItemCodec.key(after.key()));
    start.put(INDEX.keys().partition(), AttributeValue.fromS(after.indexPartition()));
    start.put(INDEX.keys().sort(), AttributeValue.fromS(after.indexSort()));
    return start;
  }

  private static KeyPage.@Nullable Bookmark indexBookmark(Map<String, AttributeValue> last) {
    return last.isEmpty()
        ? null
        : new KeyPage.Bookmark(
            ItemCodec.keyOf(last),
            ItemCodec.text(last, INDEX.keys().partition()),
            ItemCodec.text(last, INDEX.keys().sort()));
  }
}
