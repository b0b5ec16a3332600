package io.schemeless.eventstore.functions.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/// An answer as Lambda hands it to API Gateway. Lambda counts the JSON of the whole response, in
/// which every quote of the body is escaped, so a body that grows too large by that goes as base64,
/// which API Gateway decodes.
final class LambdaResponse {
  /// What Lambda can answer, in bytes.
  static final int LIMIT = 6 * 1024 * 1024 + 100;

  /// Room for the status, the headers and the names of the fields.
  private static final int ENVELOPE = 64 * 1024;

  private static final Map<String, String> ALWAYS =
      Map.of("cache-control", "no-cache", "x-content-type-options", "nosniff");

  private LambdaResponse() {}

  static APIGatewayV2HTTPResponse of(Answer answer) {
    Map<String, String> headers = new TreeMap<>(ALWAYS);
    headers.putAll(answer.headers());
    boolean base64 = escapedSize(answer.body()) > LIMIT - ENVELOPE;
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(answer.status())
        .withHeaders(headers)
        .withBody(
            base64
                ? Base64.getEncoder().encodeToString(answer.body())
                : new String(answer.body(), StandardCharsets.UTF_8))
        .withIsBase64Encoded(base64)
        .build();
  }

  /// The most that a body can take as a JSON string, also where everything beyond ASCII is escaped.
  static long escapedSize(byte[] utf8) {
    long size = 0;
    for (byte b : utf8) {
      if (b < 0) {
        size += 3;
      } else if (b < ' ' || b == 0x7f) {
        size += 6;
      } else {
        size += b == '"' || b == '\\' ? 2 : 1;
      }
    }
    return size;
  }
}
