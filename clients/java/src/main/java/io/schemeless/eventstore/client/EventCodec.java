package io.schemeless.eventstore.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Events from and to JSON.
final class EventCodec {
  private EventCodec() {}

  static RecordedEvent read(JsonNode json) {
    JsonNode payload = json.get("payload");
    return new RecordedEvent(
        json.path("id").asText(),
        json.path("bySource").asBoolean(),
        stream(json),
        json.path("type").asText(),
        payload == null ? NullNode.getInstance() : payload,
        json.get("meta"),
        text(json, "correlationId"),
        text(json, "causationId"),
        Instant.parse(json.path("created").asText()),
        json.path("sequence").asLong(),
        json.path("position").asLong(),
        json.path("index").asInt(),
        Instant.parse(json.path("recorded").asText()),
        texts(json.path("tags")),
        text(json, "recordedBy"));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>(array.size());
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  static List<RecordedEvent> readAll(JsonNode array) {
    List<RecordedEvent> events = new ArrayList<>(array.size());
    array.forEach(json -> events.add(read(json)));
    return events;
  }

  static StreamName stream(JsonNode json) {
    return new StreamName(json.path("domain").asText(), text(json, "identifier"));
  }

  static @Nullable String text(JsonNode json, String field) {
    JsonNode value = json.get(field);
    return value == null || value.isNull() ? null : value.asText();
  }

  static byte[] write(EventBatch batch) {
    ObjectNode body = JsonValues.MAPPER.createObjectNode();
    ArrayNode events = body.putArray("events");
    batch.events().forEach(event -> write(event, events.addObject()));
    if (!batch.expected().isEmpty()) {
      ArrayNode expected = body.putArray("expected");
      batch
          .expected()
          .forEach(
              (stream, sequence) -> named(stream, expected.addObject()).put("sequence", sequence));
    }
    BatchCondition condition = batch.condition();
    if (condition != null) {
      ObjectNode out = body.putObject("condition");
      write(condition.failIfEventsMatch(), out.putArray("failIfEventsMatch"));
      put(out, "after", condition.after());
    }
    return JsonValues.write(body);
  }

  static void write(List<QueryItem> items, ArrayNode out) {
    for (QueryItem item : items) {
      ObjectNode each = out.addObject();
      item.types().forEach(each.putArray("types")::add);
      item.tags().forEach(each.putArray("tags")::add);
    }
  }

  private static void write(EventData event, ObjectNode out) {
    put(out, "id", event.id());
    if (event.bySource()) {
      out.put("bySource", true);
    }
    named(event.stream(), out);
    out.put("type", event.type());
    out.set("payload", event.payload());
    if (event.meta() != null) {
      out.set("meta", event.meta());
    }
    put(out, "correlationId", event.correlationId());
    put(out, "causationId", event.causationId());
    put(out, "created", event.created() == null ? null : event.created().toString());
    if (!event.tags().isEmpty()) {
      event.tags().forEach(out.putArray("tags")::add);
    }
  }

  private static ObjectNode named(StreamName stream, ObjectNode out) {
    out.put("domain", stream.domain());
    put(out, "identifier", stream.identifier());
    return out;
  }

  private static void put(ObjectNode out, String field, @Nullable String value) {
    if (value != null) {
      out.put(field, value);
    }
  }

  static AppendReceipt receipt(JsonNode json) {
    List<AppendReceipt.Place> places = new ArrayList<>();
    for (JsonNode each : json.path("events")) {
      places.add(
          new AppendReceipt.Place(
              each.path("id").asText(),
              stream(each),
              each.path("sequence").asLong(),
              each.path("position").asLong(),
              each.path("index").asInt()));
    }
    return new AppendReceipt(
        json.path("position").asLong(),
        Instant.parse(json.path("recorded").asText()),
        json.path("repeated").asBoolean(),
        places);
  }
}
