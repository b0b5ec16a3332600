package io.schemeless.eventstore.local.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.schemeless.eventstore.functions.http.PageHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// An answer with everything that a browser must know to do no more with it than is meant.
record Page(int status, Map<String, String> headers, byte[] body) {
  static final Page NOT_FOUND = text(404, "There is no such page.\n", Map.of());
  static final Page NOT_ALLOWED = text(405, "GET or HEAD.\n", Map.of("allow", "GET, HEAD"));

  private static final String SELF = "'self'";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "yaml", "application/yaml",
          "json", "application/json");

  static Page file(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    Map<String, String> headers = new TreeMap<>();
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    headers.put("content-type", type == null ? "application/octet-stream" : type);
    // The names of the assets have a hash of what is in them.
    headers.put(
        "cache-control",
        file.toString().contains("assets") ? "public, max-age=31536000, immutable" : "no-cache");
    if (file.endsWith("docs/index.html")) {
      headers.put("content-security-policy", PageHeaders.referencePolicy(SELF));
    }
    return new Page(200, headers, Files.readAllBytes(file));
  }

  static Page json(String text) {
    return text(200, text, Map.of("content-type", "application/json"));
  }

  static Page notBuilt(String html) {
    return text(503, html, Map.of("content-type", "text/html; charset=utf-8"));
  }

  static Page movedTo(String path) {
    return text(308, "", Map.of("location", path));
  }

  private static Page text(int status, String text, Map<String, String> more) {
    Map<String, String> headers = new TreeMap<>(Map.of("cache-control", "no-store"));
    headers.put("content-type", "text/plain; charset=utf-8");
    headers.putAll(more);
    return new Page(status, headers, text.getBytes(StandardCharsets.UTF_8));
  }

  void send(HttpExchange exchange) throws IOException {
    Headers sent = exchange.getResponseHeaders();
    sent.set("content-security-policy", PageHeaders.policy(SELF));
    sent.set("x-content-type-options", "nosniff");
    sent.set("referrer-policy", "no-referrer");
    PageHeaders.OTHERS.forEach(sent::set);
    headers.forEach(sent::set);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      sent.set("content-length", Integer.toString(body.length));
    }
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head && body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
