package io.schemeless.eventstore.local.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// A path as an HTTP API sees it: decoded before it is matched, so that `%2F` splits a name and
/// `%3F` ends the path. Whatever a path cannot carry goes into the query form of a route.
final class GatewayPath {
  private GatewayPath() {}

  /// @throws IllegalArgumentException if an escape is broken
  static String decode(String rawPath) {
    // In a path a plus is a plus.
    String decoded = URLDecoder.decode(rawPath.replace("+", "%2B"), StandardCharsets.UTF_8);
    int end = decoded.indexOf('?');
    return end < 0 ? decoded : decoded.substring(0, end);
  }
}
