package io.schemeless.eventstore.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns requests into events of payload format 2.0.
final class GatewayEvents {
  private static final DateTimeFormatter COMMON_LOG =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final InstantSource clock;

  GatewayEvents(InstantSource clock) {
    this.clock = clock;
  }

  APIGatewayV2HTTPEvent of(
      HttpExchange exchange, String path, Functions.Route route, String requestId, byte[] body) {
    Map<String, String> headers = headers(exchange);
    headers.remove("cookie");
    List<String> cookies = cookies(exchange.getRequestHeaders().get("cookie"));
    String rawQuery = exchange.getRequestURI().getRawQuery();
    Text text = text(headers.get("content-type"), body);
    return APIGatewayV2HTTPEvent.builder()
        .withVersion("2.0")
        .withRouteKey(route.key())
        .withRawPath(path)
        .withRawQueryString(rawQuery == null ? "" : rawQuery)
        .withCookies(cookies)
        .withHeaders(headers)
        .withQueryStringParameters(parameters(rawQuery))
        .withPathParameters(route.parameters().isEmpty() ? null : route.parameters())
        .withRequestContext(context(exchange, path, route, requestId, headers))
        .withBody(text.value())
        .withIsBase64Encoded(text.base64())
        .build();
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    return headers;
  }

  private static @Nullable List<String> cookies(@Nullable List<String> headers) {
    return headers == null
        ? null
        : headers.stream().flatMap(header -> Stream.of(header.split(";\\s*"))).toList();
  }

  private static @Nullable Map<String, String> parameters(@Nullable String rawQuery) {
    if (rawQuery == null || rawQuery.isEmpty()) {
      return null;
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : rawQuery.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      values.computeIfAbsent(decode(name), ignored -> new ArrayList<>()).add(decode(value));
    }
    Map<String, String> joined = new LinkedHashMap<>();
    values.forEach((name, all) -> joined.put(name, String.join(",", all)));
    return joined;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private APIGatewayV2HTTPEvent.RequestContext context(
      HttpExchange exchange,
      String path,
      Functions.Route route,
      String requestId,
      Map<String, String> headers) {
    return APIGatewayV2HTTPEvent.RequestContext.builder()
        .withAccountId("000000000000")
        .withApiId("local")
        .withDomainName("localhost")
        .withDomainPrefix("localhost")
        .withStage("$default")
        .withRouteKey(route.key())
        .withRequestId(requestId)
        .withTime(COMMON_LOG.format(clock.instant()))
        .withTimeEpoch(clock.millis())
        .withHttp(
            APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                .withMethod(exchange.getRequestMethod())
                .withPath(path)
                .withProtocol(exchange.getProtocol())
                .withSourceIp(exchange.getRemoteAddress().getAddress().getHostAddress())
                .withUserAgent(headers.getOrDefault("user-agent", ""))
                .build())
        .build();
  }

  private record Text(@Nullable String value, boolean base64) {}

  private static Text text(@Nullable String contentType, byte[] body) {
    if (body.length == 0) {
      return new Text(null, false);
    }
    if (isText(contentType)) {
      try {
        ByteBuffer bytes = ByteBuffer.wrap(body);
        return new Text(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString(), false);
      } catch (CharacterCodingException e) {
        // Only base64 brings it to the handler unchanged, which says what is wrong with it.
      }
    }
    return new Text(Base64.getEncoder().encodeToString(body), true);
  }

  private static boolean isText(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || type.equals("application/json")
        || type.equals("application/javascript")
        || type.equals("application/xml");
  }
}
