package io.schemeless.eventstore.functions;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Finds in an event what the contract talks of. Written apart from the router, which it judges.
final class ContractPaths {
  private ContractPaths() {}

  /// The path of the contract that an event belongs to, or null.
  static @Nullable String template(JsonNode paths, String method, APIGatewayV2HTTPEvent event) {
    String path = path(event);
    String found = null;
    for (Map.Entry<String, JsonNode> entry : paths.properties()) {
      String pattern = entry.getKey().replaceAll("\\{[a-zA-Z]+}", "[^/]+");
      if (path.matches("(?s)" + pattern) && entry.getValue().has(method)) {
        found = entry.getKey();
      }
    }
    return found;
  }

  private static String path(APIGatewayV2HTTPEvent event) {
    String stage = event.getRequestContext().getStage();
    String path = event.getRawPath();
    return stage.equals("$default") ? path : path.substring(stage.length() + 1);
  }

  static List<String> values(APIGatewayV2HTTPEvent event, String template, String in, String name) {
    List<String> values = new ArrayList<>();
    switch (in) {
      case "path" -> {
        String[] names = template.split("/");
        for (int i = 0; i < names.length; i++) {
          if (names[i].equals("{" + name + "}")) {
            values.add(path(event).split("/")[i]);
          }
        }
      }
      case "query" ->
          pairs(event).stream()
              .filter(pair -> pair[0].equals(name))
              .forEach(pair -> values.add(pair[1]));
      case "header" -> {
        String value = event.getHeaders().get(name.toLowerCase(Locale.ROOT));
        if (value != null) {
          values.add(value);
        }
      }
      default -> throw new AssertionError("a parameter in " + in);
    }
    return values;
  }

  static List<String> queryNames(APIGatewayV2HTTPEvent event) {
    return pairs(event).stream().map(pair -> pair[0]).toList();
  }

  private static List<String[]> pairs(APIGatewayV2HTTPEvent event) {
    List<String[]> pairs = new ArrayList<>();
    for (String pair : event.getRawQueryString().split("&")) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        pairs.add(new String[] {decode(parts[0]), parts.length == 1 ? "" : decode(parts[1])});
      }
    }
    return pairs;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
