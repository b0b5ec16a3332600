package io.schemeless.eventstore.local.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemeless.eventstore.json.Json;
import java.time.Instant;
import java.util.List;

/// Events as the npm framework has them, from and to those of the API.
public final class SnapshotEvents {
  /// What its adapters keep beside the event.
  private static final List<String> OF_ADAPTERS = List.of("timeBucket", "s3Reference", "version");

  private static final List<String> OPTIONAL =
      List.of("id", "identifier", "meta", "correlationId", "causationId", "sequence");

  private static final String BEHIND_SEQUENCE = ",\"position\":";

  private SnapshotEvents() {}

  /// An event of a snapshot as the API takes it: an identifier that is the empty text is none, and
  /// a payload that is not there is null.
  public static byte[] toApi(byte[] event) {
    ObjectNode json = (ObjectNode) Json.parse(event).toNode();
    return toApi(json);
  }

  /// See [#toApi(byte[])].
  public static byte[] toApi(ObjectNode json) {
    json.remove(OF_ADAPTERS);
    for (String field : OPTIONAL) {
      JsonNode value = json.get(field);
      if (value != null && (value.isNull() || (value.isTextual() && value.asText().isEmpty()))) {
        json.remove(field);
      }
    }
    if (json.path("sequence").asLong(0) < 1) {
      json.remove("sequence");
    }
    if (!json.has("payload")) {
      json.putNull("payload");
    }
    if (json.path("created").isNumber()) {
      json.put("created", Instant.ofEpochMilli(json.path("created").asLong()).toString());
    }
    return Json.of(json).utf8();
  }

  /// An event of the API without what the framework does not know: what stands behind the sequence,
  /// which is numbers and a time.
  static byte[] fromApi(byte[] event) {
    String text = new String(event, UTF_8);
    int end = text.lastIndexOf(BEHIND_SEQUENCE);
    return (text.substring(0, end) + "}").getBytes(UTF_8);
  }
}
