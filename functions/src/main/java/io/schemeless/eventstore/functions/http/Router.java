package io.schemeless.eventstore.functions.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the operation for a method and a path.
public final class Router {
  /// What a stage or a mapping can be called; it goes into links as it is.
  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9$_.+!*'()-]+)*");

  private Router() {}

  /// @param path where the request goes, decoded as API Gateway does it
  /// @param stage the stage of the API; any but `$default` stands before the path, unless a domain
  ///   of one's own leads to it
  /// @throws HttpProblem if there is no such route, or it does not take the method
  public static Match match(String method, String path, @Nullable String stage) {
    String prefix = stage == null || stage.equals("$default") ? "" : "/" + stage;
    Set<String> allowed = new LinkedHashSet<>();
    if (!prefix.isEmpty() && path.startsWith(prefix + "/")) {
      Match match = find(method, path.substring(prefix.length()), prefix, allowed);
      if (match != null) {
        return match;
      }
    }
    Match match = find(method, path, "", allowed);
    if (match != null) {
      return match;
    }
    if (allowed.isEmpty()) {
      throw new HttpProblem(
          Problem.of(
              ProblemType.ROUTE_NOT_FOUND,
              "there is no such route; a name with a / or a ? goes into the query form of a route"));
    }
    String allow = String.join(", ", allowed);
    throw new HttpProblem(
        Problem.of(ProblemType.METHOD_NOT_ALLOWED, "this route takes " + allow)
            .withHeader("allow", allow));
  }

  /// The answer to `OPTIONS`: the methods that a path takes.
  public static Answer options(Request request) {
    Set<String> allowed = new LinkedHashSet<>();
    for (Operation operation : Operation.values()) {
      if (operation.paths().contains(request.match().template())) {
        allowed.addAll(operation.methods());
      }
    }
    return Answer.empty(204).with("allow", String.join(", ", allowed));
  }

  /// The route that API Gateway chose, `GET /events/{id}`, where it names one of ours: under a
  /// domain of one's own any path may stand before it.
  ///
  /// @param key none, or `$default`, where the path alone says where to go
  /// @param given the names in the path as API Gateway read them, or none
  static @Nullable Match ofKey(
      @Nullable String key, @Nullable Map<String, String> given, String method, String path) {
    for (Operation operation : Operation.values()) {
      for (String template : operation.paths()) {
        if (operation.takes(method) && (method + " " + template).equals(key)) {
          return behindPrefix(operation, template, given, path);
        }
      }
    }
    return null;
  }

  private static @Nullable Match behindPrefix(
      Operation operation, String template, @Nullable Map<String, String> given, String path) {
    String[] wanted = template.split("/", -1);
    String[] all = path.split("/", -1);
    int start = all.length - wanted.length;
    if (start < 0) {
      return null;
    }
    String prefix = String.join("/", Arrays.copyOf(all, start + 1));
    String[] rest = Arrays.copyOfRange(all, start, all.length);
    rest[0] = "";
    Map<String, String> names = names(wanted, rest);
    if (names == null || !PREFIX.matcher(prefix).matches()) {
      return null;
    }
    if (given != null) {
      names.replaceAll((name, found) -> given.getOrDefault(name, found));
    }
    return new Match(operation, template, names, prefix);
  }

  private static @Nullable Match find(
      String method, String path, String prefix, Set<String> allowed) {
    String[] given = path.split("/", -1);
    for (Operation operation : Operation.values()) {
      for (String template : operation.paths()) {
        Map<String, String> names = names(template.split("/", -1), given);
        if (names == null) {
          continue;
        }
        if (operation.takes(method)) {
          return new Match(operation, template, names, prefix);
        }
        allowed.addAll(operation.methods());
      }
    }
    return null;
  }

  private static @Nullable Map<String, String> names(String[] template, String[] given) {
    if (template.length != given.length) {
      return null;
    }
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < template.length; i++) {
      if (template[i].startsWith("{") && !given[i].isEmpty()) {
        names.put(template[i].substring(1, template[i].length() - 1), given[i]);
      } else if (!template[i].equals(given[i])) {
        return null;
      }
    }
    return names;
  }

  /// @param template the path as the operation lists it
  /// @param names what the path named
  /// @param prefix what stood before the path: `""`, `/stage` or what a domain maps to the stage
  public record Match(
      Operation operation, String template, Map<String, String> names, String prefix) {
    public Match {
      names = Map.copyOf(names);
    }

    /// Whether the query must name what the path does not.
    boolean namesInQuery() {
      return !operation.names().isEmpty() && !template.contains("{");
    }
  }
}
