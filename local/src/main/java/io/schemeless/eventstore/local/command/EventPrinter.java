package io.schemeless.eventstore.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.json.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// Prints events: as the store wrote them, or a line that people read.
///
/// @param json as the store wrote them
record EventPrinter(PrintWriter out, boolean json) {
  void print(byte[] event) {
    if (json) {
      out.write(new String(event, StandardCharsets.UTF_8));
      out.write('\n');
    } else {
      out.write(line(Json.parse(event).toNode()));
      out.write(System.lineSeparator());
    }
  }

  /// The position and index, the stream with the sequence, the type, the payload.
  private static String line(JsonNode event) {
    return event.path("position").asLong()
        + "."
        + event.path("index").asInt()
        + "  "
        + stream(event)
        + "#"
        + event.path("sequence").asLong()
        + "  "
        + printable(event.path("type").asText())
        + "  "
        + event.path("payload");
  }

  static String stream(JsonNode named) {
    String domain = printable(named.path("domain").asText());
    return named.has("identifier")
        ? domain + "/" + printable(named.path("identifier").asText())
        : domain;
  }

  /// Names may hold what moves a terminal's cursor.
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
