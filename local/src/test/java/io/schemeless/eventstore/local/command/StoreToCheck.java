package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.local.server.LocalStore;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/// Three events, one of them in the bucket, and what may happen to them outside of the store.
record StoreToCheck(LocalStore local, String table) {
  private static final StreamId STREAM = StreamId.of("permit", "case-1");
  private static final StreamId FILE = StreamId.of("file");

  static void fill(LocalStore local) {
    local.store().append(AppendRequest.of(event("asked").withId("id-1")));
    local.store().append(AppendRequest.of(event("granted").withCorrelationId("chain-1")));
    NewEvent large = NewEvent.of(FILE, "stored", Json.parse("\"" + noise() + "\""));
    local.store().append(AppendRequest.of(large));
  }

  static NewEvent event(String type) {
    return NewEvent.of(STREAM, type, Json.parse("null"));
  }

  /// Text that does not deflate.
  private static String noise() {
    byte[] bytes = new byte[60_000];
    new Random(1).nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  void deleteObjects() {
    S3Client s3 = local.clients().s3();
    s3.listObjectsV2(r -> r.bucket(LocalStore.BUCKET).prefix(local.prefix()))
        .contents()
        .forEach(object -> s3.deleteObject(r -> r.bucket(LocalStore.BUCKET).key(object.key())));
  }

  /// Makes the table look like a copy of another.
  void moved() {
    Map<String, AttributeValue> other = Map.of(":other", AttributeValue.fromS("the original"));
    local
        .clients()
        .dynamoDb()
        .updateItem(
            r ->
                r.tableName(table)
                    .key(key("meta", 0))
                    .updateExpression("SET #table = :other")
                    .expressionAttributeNames(Map.of("#table", "table"))
                    .expressionAttributeValues(other));
  }

  void delete(String partition, long sort) {
    Map<String, AttributeValue> key = key(partition, sort);
    local.clients().dynamoDb().deleteItem(r -> r.tableName(table).key(key));
  }

  /// Makes a commit an hour older: an append is finished or given up only once it is overdue.
  void age(String partition, long sort) {
    Map<String, AttributeValue> key = key(partition, sort);
    Map<String, AttributeValue> hour = Map.of(":hour", AttributeValue.fromN("3600000"));
    local
        .clients()
        .dynamoDb()
        .updateItem(
            r ->
                r.tableName(table)
                    .key(key)
                    .updateExpression("SET rec = rec - :hour")
                    .expressionAttributeValues(hour));
  }

  private static Map<String, AttributeValue> key(String partition, long sort) {
    return Map.of(
        "pk", AttributeValue.fromS(partition),
        "sk", AttributeValue.fromS("%015d".formatted(sort)));
  }
}
