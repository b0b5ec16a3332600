package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.schemeless.eventstore.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/// What a client gets: API Gateway has decoded the body.
///
/// @param lambdaBytes how large the response was when Lambda handed it over
public record Reply(
    int status, Map<String, String> headers, byte[] body, boolean base64, int lambdaBytes) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /// Reads what a function wrote.
  public static Reply read(byte[] response) {
    try {
      JsonNode json = MAPPER.readTree(response);
      Map<String, String> headers = new TreeMap<>();
      json.path("headers")
          .properties()
          .forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
      boolean base64 = json.path("isBase64Encoded").asBoolean();
      String body = json.path("body").asText("");
      byte[] bytes =
          base64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
      return new Reply(json.path("statusCode").asInt(), headers, bytes, base64, response.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public JsonNode json() {
    return body.length == 0 ? MissingNode.getInstance() : Json.parse(body).toNode();
  }

  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  Reply is(int expected) {
    assertThat(status)
        .as("status of %s", text().substring(0, Math.min(400, text().length())))
        .isEqualTo(expected);
    return this;
  }

  /// A problem of this kind and status.
  Reply isProblem(int expected, String slug) {
    is(expected);
    assertThat(header("content-type")).isEqualTo("application/problem+json");
    assertThat(json().path("type").asText()).endsWith("/problems/" + slug);
    assertThat(json().path("status").asInt()).isEqualTo(expected);
    return this;
  }

  /// The one place that the problem names.
  String place() {
    assertThat(json().path("errors")).hasSize(1);
    JsonNode error = json().path("errors").get(0);
    for (String kind : new String[] {"pointer", "parameter", "header"}) {
      if (error.has(kind)) {
        return kind + " " + error.path(kind).asText();
      }
    }
    throw new AssertionError("an error names no place: " + error);
  }
}
