package io.schemeless.eventstore.local.transfer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Names in queries.
final class Targets {
  private Targets() {}

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
