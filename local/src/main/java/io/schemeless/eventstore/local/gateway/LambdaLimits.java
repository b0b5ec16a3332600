package io.schemeless.eventstore.local.gateway;

import org.jspecify.annotations.Nullable;

/// The bounds that AWS sets between a client and a handler.
final class LambdaLimits {
  /// The largest body that an HTTP API takes.
  static final int GATEWAY_BODY = 10 * 1024 * 1024;

  /// The largest request line and headers together that an HTTP API takes.
  static final int GATEWAY_HEAD = 10_240;

  /// The largest event that Lambda takes, and the largest answer that it gives, as JSON.
  static final int LAMBDA_PAYLOAD = 6 * 1024 * 1024;

  private LambdaLimits() {}

  /// Whether a body is too large to pass Lambda as a JSON string.
  static boolean exceedsLambda(@Nullable String body) {
    return body != null && jsonSize(body) > LAMBDA_PAYLOAD;
  }

  private static long jsonSize(String text) {
    long size = 2;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        size += c == '\n' || c == '\r' || c == '\t' || c == '\b' || c == '\f' ? 2 : 6;
      } else if (c < 0x80) {
        size += c == '"' || c == '\\' ? 2 : 1;
      } else {
        // Half of a surrogate pair is half of four bytes.
        size += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
      }
    }
    return size;
  }
}
