package io.schemeless.eventstore.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.schemeless.eventstore.functions.append.AppendHandler;
import io.schemeless.eventstore.functions.metrics.Telemetry;
import io.schemeless.eventstore.functions.replay.ReplayHandler;
import io.schemeless.eventstore.functions.streams.StreamsHandler;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.EventStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A caller of the functions, as API Gateway's authorizer tells of it.
///
/// @param authorizer the end of the request context, with a comma before it
/// @param scopes the prefix of scopes that name domains, or none
record CallAs(String authorizer, @Nullable String scopes, EventStore store) {
  JsonNode post(String path, String body) {
    return post(path, "application/json", body);
  }

  JsonNode post(String path, String type, String body) {
    AppendHandler handler = new AppendHandler(store, Telemetry.none(), scopes);
    return called(handler, request("POST", path, "", "\"content-type\":\"" + type + "\"", body));
  }

  /// What a query wants.
  JsonNode query(String body) {
    return called(
        new ReplayHandler(store, new SystemHost(), Telemetry.none(), scopes),
        request("POST", "/query/events", "", "\"content-type\":\"application/json\"", body));
  }

  /// A stream as CloudEvents.
  JsonNode cloudEvents(String path) {
    String accept = "\"accept\":\"application/cloudevents-batch+json\"";
    return called(
        new StreamsHandler(store, Telemetry.none(), scopes),
        request("GET", path, "", accept, null));
  }

  JsonNode get(String path, String query) {
    RequestStreamHandler handler =
        path.equals("/events")
            ? new ReplayHandler(store, new SystemHost(), Telemetry.none(), scopes)
            : new StreamsHandler(store, Telemetry.none(), scopes);
    return called(handler, request("GET", path, query, "", null));
  }

  private String request(
      String method, String path, String query, String headers, @Nullable String body) {
    return """
        {"rawPath":%s,"rawQueryString":%s,"headers":{%s},"body":%s,
         "requestContext":{"stage":"$default","http":{"method":"%s"}%s}}"""
        .formatted(text(path), text(query), headers, text(body), method, authorizer);
  }

  static JsonNode called(RequestStreamHandler handler, String event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, new TestContext());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Json.parse(out.toString(StandardCharsets.UTF_8)).toNode();
  }

  static String text(@Nullable String value) {
    return value == null ? "null" : TextNode.valueOf(value).toString();
  }

  static String jwt(String claims) {
    return ",\"authorizer\":{\"jwt\":{\"claims\":" + claims + ",\"scopes\":null}}";
  }

  static int status(JsonNode answer) {
    return answer.path("statusCode").asInt();
  }

  static String event(String domain) {
    return "[{\"domain\":" + text(domain) + ",\"type\":\"t\",\"payload\":0}]";
  }
}
