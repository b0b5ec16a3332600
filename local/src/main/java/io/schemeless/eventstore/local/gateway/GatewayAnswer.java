package io.schemeless.eventstore.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// What goes back to the client: a handler's answer, or the gateway's own.
record GatewayAnswer(int status, Map<String, List<String>> headers, byte[] body) {
  static final GatewayAnswer BAD_REQUEST = own(400, "Bad Request");
  static final GatewayAnswer NOT_FOUND = own(404, "Not Found");
  static final GatewayAnswer TOO_LARGE = own(413, "Request Entity Too Large");
  static final GatewayAnswer HEAD_TOO_LARGE = own(431, "Request Header Fields Too Large");
  static final GatewayAnswer HANDLER_FAILED = own(500, "Internal Server Error");
  static final GatewayAnswer TIMED_OUT = own(503, "Service Unavailable");

  /// To be opened to the origin that asked.
  static final GatewayAnswer PREFLIGHT = new GatewayAnswer(204, Map.of(), new byte[0]);

  private static final List<Integer> WITHOUT_BODY = List.of(204, 304);

  private static GatewayAnswer own(int status, String message) {
    byte[] body = ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
    return new GatewayAnswer(status, Map.of("content-type", List.of("application/json")), body);
  }

  static GatewayAnswer of(APIGatewayV2HTTPResponse response) {
    if (LambdaLimits.exceedsLambda(response.getBody())) {
      return HANDLER_FAILED;
    }
    Headers headers = new Headers();
    headers.set("content-type", "application/json");
    if (response.getHeaders() != null) {
      response.getHeaders().forEach(headers::set);
    }
    if (response.getCookies() != null) {
      headers.put("set-cookie", response.getCookies());
    }
    return new GatewayAnswer(response.getStatusCode(), headers, body(response));
  }

  private static byte[] body(APIGatewayV2HTTPResponse response) {
    if (response.getBody() == null) {
      return new byte[0];
    }
    return response.getIsBase64Encoded()
        ? Base64.getDecoder().decode(response.getBody())
        : response.getBody().getBytes(StandardCharsets.UTF_8);
  }

  void send(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().putAll(headers);
    if (exchange.getRequestMethod().equals("HEAD")) {
      // A handler leaves the body out; to say that it has 0 bytes would be to say so of the GET.
      if (body.length > 0) {
        exchange.getResponseHeaders().set("content-length", Integer.toString(body.length));
      }
      exchange.sendResponseHeaders(status, -1);
    } else if (WITHOUT_BODY.contains(status) || body.length == 0) {
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
