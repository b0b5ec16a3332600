package io.schemeless.eventstore.local.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.MalformedJson;

/// Whether an event that is to be appended is one that the store has: the same stream, type and
/// content. What the stores gave is each one's own.
final class SameEvent {
  private SameEvent() {}

  static boolean is(ImportBatch.Item item, JsonNode there) {
    if (item.look().isCloudEvent()) {
      return true; // source and id name one event
    }
    JsonNode given;
    try {
      given = Json.parse(item.json()).toNode();
    } catch (MalformedJson e) {
      return false;
    }
    return given.path("domain").equals(there.path("domain"))
        && text(given, "identifier").equals(text(there, "identifier"))
        && given.path("type").equals(there.path("type"))
        && given.path("payload").equals(there.path("payload"));
  }

  private static String text(JsonNode event, String field) {
    return event.path(field).asText("");
  }
}
