package io.schemeless.eventstore.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Names a stream: a domain and, unless the domain is one stream as a whole, an identifier in it.
public record StreamName(String domain, @Nullable String identifier) {

  public static StreamName of(String domain, String identifier) {
    return new StreamName(domain, identifier);
  }

  /// The stream of a domain's events that have no identifier.
  public static StreamName of(String domain) {
    return new StreamName(domain, null);
  }

  /// The stream in a query, where names survive that a path cannot carry.
  String query() {
    return "domain="
        + encode(domain)
        + (identifier == null ? "" : "&identifier=" + encode(identifier));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
