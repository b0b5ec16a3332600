package io.schemeless.eventstore.functions.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the API can do, with the paths that lead to it. The one list of routes: the router, the
/// infrastructure and the local server all read it.
///
/// A path without `{...}` that names a stream, an event or a chain takes the names from the query,
/// for names that a path cannot carry: API Gateway decodes a path before it matches it, so a `/`
/// would split a name and a `?` would end it.
public enum Operation {
  APPEND_TO_STREAM(
      Function.APPEND,
      "POST",
      List.of("domain", "identifier"),
      "/streams/{domain}/{identifier}/events",
      "/streams/{domain}/events",
      "/stream/events"),
  APPEND(Function.APPEND, "POST", List.of(), "/events"),
  REPLAY(Function.REPLAY, "GET", List.of(), "/events"),

  /// A read: its body is a query that an address cannot carry.
  QUERY(Function.REPLAY, "POST", List.of(), "/query/events"),
  READ_STREAM(
      Function.STREAMS,
      "GET",
      List.of("domain", "identifier"),
      "/streams/{domain}/{identifier}/events",
      "/streams/{domain}/events",
      "/stream/events"),
  LIST_STREAMS(Function.STREAMS, "GET", List.of(), "/streams"),
  FIND_EVENT(Function.STREAMS, "GET", List.of("id"), "/events/{id}", "/event"),
  CORRELATION(
      Function.STREAMS, "GET", List.of("id"), "/correlations/{id}/events", "/correlation/events"),
  HEALTH(Function.STREAMS, "GET", List.of(), "/health"),
  RESET(Function.RESET, "POST", List.of(), "/reset"),

  /// Tells which methods a path takes; each path of the others has it. Where the gateway answers
  /// preflights of browsers itself, it answers this in place of a function.
  OPTIONS(Function.STREAMS, "OPTIONS", List.of());

  /// How long API Gateway waits for a function, in AWS and here; an HTTP API could wait for 30 s.
  public static final Duration GATEWAY_WAITS = Duration.ofSeconds(29);

  /// The functions, each with its own handler and its own rights.
  public enum Function {
    APPEND,
    REPLAY,
    STREAMS,
    RESET
  }

  private final Function function;
  private final String method;
  private final List<String> names;
  private final List<String> paths;

  Operation(Function function, String method, List<String> names, String... paths) {
    this.function = function;
    this.method = method;
    this.names = names;
    this.paths = List.of(paths);
  }

  /// The function that serves it.
  public Function function() {
    return function;
  }

  /// `GET`, `POST` or `OPTIONS`.
  public String method() {
    return method;
  }

  /// The methods that lead to it: to a `GET` also `HEAD`, which is the same without the body.
  public List<String> methods() {
    return method.equals("GET") ? List.of("GET", "HEAD") : List.of(method);
  }

  /// Whether a method leads to it; none does not.
  boolean takes(@Nullable String method) {
    return method != null && methods().contains(method);
  }

  /// Its paths as API Gateway writes them, `/streams/{domain}/events`.
  public List<String> paths() {
    return this == OPTIONS ? all() : paths;
  }

  private static List<String> all() {
    return Arrays.stream(values()).flatMap(each -> each.paths.stream()).distinct().toList();
  }

  /// What its paths or its query name.
  List<String> names() {
    return names;
  }
}
