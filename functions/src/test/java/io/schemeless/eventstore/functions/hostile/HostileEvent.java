package io.schemeless.eventstore.functions.hostile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What Lambda hands to a function, which need not be what API Gateway would send.
final class HostileEvent {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final ObjectNode json;

  HostileEvent(ObjectNode json) {
    this.json = json;
  }

  /// A request with a path as API Gateway hands it over, decoded, and with a query as it was sent.
  static HostileEvent request(String method, String path, String query) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("version", "2.0");
    json.put("rawPath", path);
    json.put("rawQueryString", query);
    json.withObjectProperty("headers").put("host", "events.example");
    ObjectNode context = json.withObjectProperty("requestContext");
    context.put("stage", "$default");
    context.withObjectProperty("http").put("method", method);
    json.put("isBase64Encoded", false);
    return new HostileEvent(json);
  }

  static HostileEvent parse(String text) {
    try {
      return new HostileEvent((ObjectNode) MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  ObjectNode json() {
    return json;
  }

  HostileEvent header(String name, @Nullable String value) {
    json.withObjectProperty("headers").put(name, value);
    return this;
  }

  HostileEvent body(@Nullable String text) {
    json.put("body", text).put("isBase64Encoded", false);
    return this;
  }

  HostileEvent bytes(byte[] body) {
    return base64(Base64.getEncoder().encodeToString(body));
  }

  /// A body that is said to be base64.
  HostileEvent base64(String text) {
    json.put("body", text).put("isBase64Encoded", true);
    return this;
  }

  HostileEvent stage(String stage) {
    json.withObjectProperty("requestContext").put("stage", stage);
    return this;
  }

  /// A change of the event itself.
  HostileEvent put(String field, @Nullable String value) {
    json.put(field, value);
    return this;
  }

  /// Whether it looks as if it came through API Gateway.
  boolean isRequest() {
    return json.path("requestContext").has("http");
  }

  String method() {
    return json.path("requestContext").path("http").path("method").asText("");
  }

  String path() {
    return json.path("rawPath").asText("");
  }

  String stage() {
    return json.path("requestContext").path("stage").asText("$default");
  }

  /// In ASCII, so that halves of surrogate pairs arrive too.
  String text() {
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] utf8() {
    return text().getBytes(StandardCharsets.US_ASCII);
  }
}
