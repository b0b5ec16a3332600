package io.schemeless.eventstore.local.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.schemeless.eventstore.functions.http.BrowserHeaders;
import io.schemeless.eventstore.local.UserError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The web origins whose pages may call the store from a browser (CORS), as the deployment's option
/// `cors` names them.
///
/// @param origins `https://app.example.com`, or `*` for any; none closes it
public record AllowedOrigins(List<String> origins) {
  public static final AllowedOrigins NONE = new AllowedOrigins(List.of());

  private static final String ANY = "*";
  private static final String PREFIX = "access-control-";

  /// @throws UserError if one is no origin
  public AllowedOrigins {
    origins = List.copyOf(origins);
    for (String origin : origins) {
      if (!origin.matches("\\*|https?://[A-Za-z0-9.-]+(:\\d{1,5})?")) {
        throw new UserError("--allow-origin must be an origin, http://localhost:3000, or *");
      }
    }
  }

  /// Whether the gateway answers by itself, which needs no route.
  boolean answersFor(HttpExchange exchange) {
    return !origins.isEmpty() && exchange.getRequestMethod().equals("OPTIONS");
  }

  /// The answer with the gateway's headers for the page that asked, in place of the handler's.
  GatewayAnswer opened(GatewayAnswer answer, HttpExchange exchange) {
    if (origins.isEmpty()) {
      return answer;
    }
    Map<String, List<String>> headers = new TreeMap<>(answer.headers());
    headers.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith(PREFIX));
    Headers request = exchange.getRequestHeaders();
    String origin = allowed(request);
    boolean preflight = answersFor(exchange);
    if (origin != null && (!preflight || request.containsKey(PREFIX + "request-method"))) {
      headers.put(PREFIX + "allow-origin", List.of(origin));
      headers.putAll(preflight ? whatMayBeSent() : whatMayBeSeen());
    }
    return new GatewayAnswer(answer.status(), headers, answer.body());
  }

  private static Map<String, List<String>> whatMayBeSent() {
    return Map.of(
        PREFIX + "allow-methods", List.of(String.join(",", BrowserHeaders.METHODS)),
        PREFIX + "allow-headers", List.of(String.join(",", BrowserHeaders.IN_REQUESTS)),
        PREFIX + "max-age", List.of(Long.toString(BrowserHeaders.MAX_AGE.toSeconds())));
  }

  private static Map<String, List<String>> whatMayBeSeen() {
    return Map.of(PREFIX + "expose-headers", List.of(String.join(",", BrowserHeaders.IN_ANSWERS)));
  }

  private @Nullable String allowed(Headers request) {
    String origin = request.getFirst("origin");
    if (origin == null) {
      return null;
    }
    if (origins.contains(ANY)) {
      return ANY;
    }
    return origins.contains(origin) ? origin : null;
  }
}
