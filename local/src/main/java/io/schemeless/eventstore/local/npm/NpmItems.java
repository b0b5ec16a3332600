package io.schemeless.eventstore.local.npm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.MalformedJson;
import io.schemeless.eventstore.local.transfer.SnapshotEvents;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Items of the old table as events: what the package's own `fromItem` makes of them, and no more.
final class NpmItems {
  private static final String PREFIX = "EventID#";
  private static final String HEAD = "HEAD::";
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  private NpmItems() {}

  /// Whether the item only counts a stream's versions.
  static boolean isHead(Map<String, AttributeValue> item) {
    String id = text(item, "id");
    return id != null
        && (id.startsWith(PREFIX + HEAD) || id.startsWith(HEAD))
        && "HEAD".equals(text(item, "created"));
  }

  /// @throws NotAnEvent if the item is none
  static NpmEvent event(Map<String, AttributeValue> item) {
    ObjectNode json = NODES.objectNode();
    item.forEach((name, value) -> json.set(name, node(value)));
    String id = json.path("id").asText();
    json.put("id", id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id);
    JsonNode payload = json.get("payload");
    if (payload != null && payload.isTextual()) {
      json.set("payload", parsed(payload));
    }
    return event(json, json.path("s3Reference").asText(""));
  }

  /// The body that the package put into S3: the event as it was handed over.
  static byte[] body(NpmEvent event, byte[] object) {
    JsonNode whole;
    try {
      whole = Json.parse(object).toNode();
    } catch (MalformedJson e) {
      throw new NotAnEvent("its body in S3 is no JSON: " + e.getMessage());
    }
    if (!(whole instanceof ObjectNode json)) {
      throw new NotAnEvent("its body in S3 is no event");
    }
    ObjectNode here = (ObjectNode) Json.parse(event.json()).toNode();
    // The adapter gives the sequence once the body is in S3.
    here.set("payload", json.has("payload") ? json.get("payload") : NODES.nullNode());
    return Json.of(here).utf8();
  }

  private static NpmEvent event(ObjectNode json, String s3Reference) {
    String id = json.path("id").asText();
    String domain = json.path("domain").asText("");
    if (id.isEmpty() || domain.isEmpty() || !json.path("type").isTextual()) {
      throw new NotAnEvent("it has no id, domain or type");
    }
    String created = json.path("created").asText("");
    long millis;
    try {
      millis = Instant.parse(created).toEpochMilli();
    } catch (DateTimeException e) {
      throw new NotAnEvent("its time of creation is no time: " + created);
    }
    String stream = domain + "\0" + json.path("identifier").asText("");
    long sequence = json.path("sequence").asLong(0);
    try {
      return new NpmEvent(id, stream, millis, sequence, s3Reference, SnapshotEvents.toApi(json));
    } catch (MalformedJson e) {
      throw new NotAnEvent(String.valueOf(e.getMessage()));
    }
  }

  /// As the package does: JSON where it is JSON, else the text.
  private static JsonNode parsed(JsonNode text) {
    try {
      return Json.parse(text.asText()).toNode();
    } catch (MalformedJson e) {
      return text;
    }
  }

  private static @Nullable String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? null : value.s();
  }

  private static JsonNode node(AttributeValue value) {
    return switch (value.type()) {
      case S -> NODES.textNode(value.s());
      case N -> number(value.n());
      case BOOL -> NODES.booleanNode(value.bool());
      case M -> {
        ObjectNode object = NODES.objectNode();
        value.m().forEach((name, inner) -> object.set(name, node(inner)));
        yield object;
      }
      case L -> array(value.l().stream().map(NpmItems::node).toList());
      case SS -> array(value.ss().stream().map(each -> (JsonNode) NODES.textNode(each)).toList());
      case NS -> array(value.ns().stream().map(NpmItems::number).toList());
      case B ->
          NODES.textNode(java.util.Base64.getEncoder().encodeToString(value.b().asByteArray()));
      case NUL -> NODES.nullNode();
      default -> throw new NotAnEvent("it has a value of a kind that JSON does not have");
    };
  }

  private static JsonNode number(String text) {
    BigDecimal number = new BigDecimal(text);
    return number.scale() <= 0 && text.indexOf('E') < 0
        ? NODES.numberNode(number.toBigIntegerExact())
        : NODES.numberNode(number);
  }

  private static ArrayNode array(Iterable<JsonNode> values) {
    ArrayNode array = NODES.arrayNode();
    values.forEach(array::add);
    return array;
  }
}
