package io.schemeless.eventstore.projection.checkpoint;

import io.schemeless.eventstore.client.StreamName;
import io.schemeless.eventstore.projection.ParkedEvent;
import io.schemeless.eventstore.projection.ProjectionCheckpoint;
import io.schemeless.eventstore.projection.ProjectionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of [DynamoDbCheckpoints]. A checkpoint and the parked events lie below the projection
/// with its version, the active version below its name alone; no name with a version is a name
/// without, as items of both kinds differ in `item`.
final class CheckpointItems {
  static final String CHECKPOINT = "checkpoint";
  static final String ACTIVE = "active";
  static final String PARKED = "parked/";

  private CheckpointItems() {}

  static Map<String, AttributeValue> key(String projection, String item) {
    return Map.of("projection", text(projection), "item", text(item));
  }

  /// By number, in order.
  static String sortKey(ParkedEvent event) {
    return PARKED + String.format(Locale.ROOT, "%019d", event.number());
  }

  /// @param mark tells this move from any other
  static Map<String, AttributeValue> of(ProjectionCheckpoint checkpoint, String mark) {
    Map<String, AttributeValue> item =
        new HashMap<>(key(checkpoint.projection().toString(), CHECKPOINT));
    item.put("revision", number(checkpoint.revision()));
    item.put("number", number(checkpoint.number()));
    item.put("applied", number(checkpoint.applied()));
    item.put("mark", text(mark));
    put(item, "token", checkpoint.token());
    put(item, "recorded", checkpoint.recorded() == null ? null : checkpoint.recorded().toString());
    return item;
  }

  static ProjectionCheckpoint checkpoint(ProjectionId id, Map<String, AttributeValue> item) {
    String recorded = text(item, "recorded");
    return new ProjectionCheckpoint(
        id,
        number(item, "revision"),
        text(item, "token"),
        number(item, "number"),
        number(item, "applied"),
        recorded == null ? null : Instant.parse(recorded));
  }

  static @Nullable String mark(Map<String, AttributeValue> item) {
    return text(item, "mark");
  }

  static Map<String, AttributeValue> of(ParkedEvent event) {
    Map<String, AttributeValue> item =
        new HashMap<>(key(event.projection().toString(), sortKey(event)));
    item.put("number", number(event.number()));
    item.put("id", text(event.id()));
    item.put("domain", text(event.stream().domain()));
    item.put("sequence", number(event.sequence()));
    item.put("type", text(event.type()));
    item.put("failure", text(event.failure()));
    put(item, "identifier", event.stream().identifier());
    put(item, "after", event.after());
    return item;
  }

  static ParkedEvent parked(ProjectionId id, Map<String, AttributeValue> item) {
    return new ParkedEvent(
        id,
        number(item, "number"),
        required(item, "id").s(),
        new StreamName(required(item, "domain").s(), text(item, "identifier")),
        number(item, "sequence"),
        required(item, "type").s(),
        required(item, "failure").s(),
        text(item, "after"));
  }

  static Map<String, AttributeValue> active(ProjectionId id) {
    Map<String, AttributeValue> item = new HashMap<>(key(id.name(), ACTIVE));
    item.put("version", number(id.version()));
    return item;
  }

  static int version(Map<String, AttributeValue> item) {
    return (int) number(item, "version");
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static void put(Map<String, AttributeValue> item, String name, @Nullable String value) {
    if (value != null) {
      item.put(name, text(value));
    }
  }

  private static @Nullable String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? null : value.s();
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    return Long.parseLong(required(item, name).n());
  }

  private static AttributeValue required(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name);
  }
}
