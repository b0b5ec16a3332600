package io.schemeless.eventstore.dynamodb;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.StoreException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Requests for many keys at once. DynamoDB may leave out some (16 MB read, or too little
/// capacity): those are asked for again, with pauses while it does none of them.
final class Batches {
  private static final int GETS = 100;
  private static final int WRITES = 25;

  private final DynamoDbClient client;
  private final String table;
  private final DynamoErrors errors;
  private final Host host;

  Batches(DynamoDbClient client, String table, DynamoErrors errors, Host host) {
    this.client = client;
    this.table = table;
    this.errors = errors;
    this.host = host;
  }

  Map<Key, Cell> get(Collection<Key> keys, Read read) {
    Map<Key, Cell> found = new HashMap<>();
    Deque<Key> waiting = distinct(keys);
    Retries backoff = new Retries(host);
    while (!waiting.isEmpty()) {
      List<Key> asked = take(waiting, GETS);
      KeysAndAttributes request =
          KeysAndAttributes.builder()
              .keys(asked.stream().map(ItemCodec::key).toList())
              .consistentRead(read == Read.CONSISTENT)
              .build();
      BatchGetItemResponse answer =
          errors.mapped(() -> client.batchGetItem(r -> r.requestItems(Map.of(table, request))));
      for (Map<String, AttributeValue> item : answer.responses().getOrDefault(table, List.of())) {
        Cell cell = ItemCodec.cell(item);
        found.put(cell.key(), cell);
      }
      KeysAndAttributes left = answer.unprocessedKeys().get(table);
      again(left == null ? Stream.empty() : left.keys().stream(), asked.size(), waiting, backoff);
    }
    return found;
  }

  void delete(Collection<Key> keys) {
    Deque<Key> waiting = distinct(keys);
    Retries backoff = new Retries(host);
    while (!waiting.isEmpty()) {
      List<Key> asked = take(waiting, WRITES);
      List<WriteRequest> deletes =
          asked.stream()
              .map(
                  key ->
                      WriteRequest.builder().deleteRequest(d -> d.key(ItemCodec.key(key))).build())
              .toList();
      BatchWriteItemResponse answer =
          errors.mapped(() -> client.batchWriteItem(r -> r.requestItems(Map.of(table, deletes))));
      List<WriteRequest> left = answer.unprocessedItems().getOrDefault(table, List.of());
      again(left.stream().map(w -> w.deleteRequest().key()), asked.size(), waiting, backoff);
    }
  }

  private static void again(
      Stream<Map<String, AttributeValue>> left, int asked, Deque<Key> waiting, Retries backoff) {
    List<Key> keys = left.map(ItemCodec::keyOf).toList();
    waiting.addAll(keys);
    if (keys.size() < asked) {
      backoff.reset();
    } else if (!backoff.pause()) {
      throw new StoreException.Throttled(
          "DynamoDB left every key of a batch undone, again and again", null);
    }
  }

  /// A batch that names a key twice is refused.
  private static Deque<Key> distinct(Collection<Key> keys) {
    return new ArrayDeque<>(new LinkedHashSet<>(keys));
  }

  private static List<Key> take(Deque<Key> from, int most) {
    return Stream.generate(from::poll).limit(Math.min(most, from.size())).toList();
  }
}
