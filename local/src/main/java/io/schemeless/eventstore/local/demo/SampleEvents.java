package io.schemeless.eventstore.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.wire.EventJson;
import java.util.List;
import java.util.Map;

/// Events of an exact size with realistic content: those of the permit log, with fields left out or
/// a remark added.
public final class SampleEvents {
  private static final String REMARK = "remark";
  private static final List<String> WORDS =
      List.of(
          "applicant",
          "asked",
          "for",
          "the",
          "drawing",
          "of",
          "north",
          "wall",
          "and",
          "a",
          "new",
          "date",
          "was",
          "set",
          "with",
          "permit",
          "desk",
          "after",
          "call",
          "about",
          "noise",
          "parking",
          "trees",
          "width",
          "street",
          "objection",
          "filed",
          "by",
          "neighbour");

  private SampleEvents() {}

  /// Makes an event of a size in bytes of JSON, as a client sends it.
  ///
  /// @param seed makes remarks differ
  public static NewEvent resized(NewEvent event, int bytes, int seed) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : event.payload().toNode().properties()) {
      payload.set(field.getKey(), field.getValue());
      if (missing(event, payload, bytes) < 0) {
        payload.remove(field.getKey());
        break;
      }
    }
    payload.put(REMARK, text(missing(event, payload, bytes), seed));
    return with(event, payload);
  }

  /// How long a remark must be for the event to have its size.
  private static int missing(NewEvent event, ObjectNode payload, int bytes) {
    ObjectNode withRemark = payload.deepCopy().put(REMARK, "");
    return bytes - EventJson.write(with(event, withRemark), true).length;
  }

  private static NewEvent with(NewEvent event, ObjectNode payload) {
    return NewEvent.of(event.stream(), event.type(), Json.of(payload)).withCreated(event.created());
  }

  private static String text(int length, int seed) {
    StringBuilder text = new StringBuilder();
    for (int i = seed; text.length() < length; i = i * 31 + 17) {
      text.append(WORDS.get(Math.floorMod(i >> 3, WORDS.size()))).append(' ');
    }
    return text.substring(0, length);
  }
}
