package io.schemeless.eventstore.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A request on its way through API Gateway.
final class GatewayRequest {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Gateway gateway;
  private final String method;
  private final String target;
  private final Map<String, String> headers = new TreeMap<>(Map.of("host", "events.example"));
  private byte @Nullable [] body;
  private String stage = "$default";
  private Context context = new TestContext();

  GatewayRequest(Gateway gateway, String method, String target) {
    this.gateway = gateway;
    this.method = method;
    this.target = target;
  }

  /// API Gateway lower-cases names, and joins values of one name with commas.
  GatewayRequest header(String name, String value) {
    headers.merge(name.toLowerCase(Locale.ROOT), value, (one, other) -> one + "," + other);
    return this;
  }

  GatewayRequest json(String text) {
    return header("Content-Type", "application/json").bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  GatewayRequest bytes(byte[] content) {
    body = content;
    return this;
  }

  GatewayRequest stage(String name) {
    stage = name;
    return this;
  }

  GatewayRequest context(Context other) {
    context = other;
    return this;
  }

  Reply send() {
    return gateway.send(event(), context);
  }

  private String event() {
    int question = target.indexOf('?');
    ObjectNode event = MAPPER.createObjectNode();
    event.put("version", "2.0");
    event.put("routeKey", "$default");
    event.put(
        "rawPath",
        (stage.equals("$default") ? "" : "/" + stage)
            + decoded(question < 0 ? target : target.substring(0, question)));
    event.put("rawQueryString", question < 0 ? "" : target.substring(question + 1));
    headers.forEach((name, value) -> event.withObjectProperty("headers").put(name, value));
    ObjectNode context = event.withObjectProperty("requestContext");
    context.put("stage", stage);
    context.withObjectProperty("http").put("method", method);
    boolean base64 = body != null && !isText();
    if (body != null) {
      event.put(
          "body",
          base64
              ? Base64.getEncoder().encodeToString(body)
              : new String(body, StandardCharsets.UTF_8));
    }
    event.put("isBase64Encoded", base64);
    return event.toString();
  }

  /// API Gateway decodes a path before it matches it, and drops what then follows a question mark.
  private static String decoded(String path) {
    String text = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    int question = text.indexOf('?');
    return question < 0 ? text : text.substring(0, question);
  }

  private boolean isText() {
    String type = headers.getOrDefault("content-type", "");
    return type.startsWith("text/") || type.startsWith("application/json");
  }
}
