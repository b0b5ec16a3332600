package io.schemeless.eventstore.functions.hostile.requests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemeless.eventstore.functions.http.HttpProblem;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.http.Router;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What Lambda hands to a function, which need not be what API Gateway would send.
public final class HostileEvent {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final ObjectNode json;

  public HostileEvent(ObjectNode json) {
    this.json = json;
  }

  /// A request with a path as API Gateway hands it over, decoded, and with a query as it was sent.
  public static HostileEvent request(String method, String path, String query) {
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

  public static HostileEvent parse(String text) {
    try {
      return new HostileEvent((ObjectNode) MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public ObjectNode json() {
    return json;
  }

  public HostileEvent header(String name, @Nullable String value) {
    json.withObjectProperty("headers").put(name, value);
    return this;
  }

  public HostileEvent body(@Nullable String text) {
    json.put("body", text).put("isBase64Encoded", false);
    return this;
  }

  public HostileEvent bytes(byte[] body) {
    return base64(Base64.getEncoder().encodeToString(body));
  }

  /// A body that is said to be base64.
  HostileEvent base64(String text) {
    json.put("body", text).put("isBase64Encoded", true);
    return this;
  }

  public HostileEvent stage(String stage) {
    json.withObjectProperty("requestContext").put("stage", stage);
    return this;
  }

  /// A change of the event itself.
  public HostileEvent put(String field, @Nullable String value) {
    json.put(field, value);
    return this;
  }

  /// Whether it looks as if it came through API Gateway.
  public boolean isRequest() {
    return json.path("requestContext").has("http");
  }

  public String method() {
    return json.path("requestContext").path("http").path("method").asText("");
  }

  public String path() {
    return json.path("rawPath").asText("");
  }

  public String stage() {
    return json.path("requestContext").path("stage").asText("$default");
  }

  /// The function that API Gateway would take for it; where no route matches, any.
  public Operation.Function function() {
    try {
      return Router.match(method(), path(), stage()).operation().function();
    } catch (HttpProblem e) {
      return Operation.Function.STREAMS;
    }
  }

  /// In ASCII, so that halves of surrogate pairs arrive too.
  public String text() {
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
