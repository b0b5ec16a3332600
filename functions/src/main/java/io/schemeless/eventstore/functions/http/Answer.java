package io.schemeless.eventstore.functions.http;

import java.util.Map;
import java.util.TreeMap;

/// What a route answers.
///
/// @param body UTF-8, empty where the status or the method allows none
/// @param headers lower-case names; no value may hold a line break
public record Answer(int status, byte[] body, Map<String, String> headers) {
  public static final String JSON = "application/json";

  public Answer {
    headers = Map.copyOf(headers);
  }

  public static Answer of(int status, String mediaType, byte[] body) {
    return new Answer(status, body, Map.of("content-type", mediaType));
  }

  public static Answer json(int status, JsonBytes.Writer body) {
    return of(status, JSON, JsonBytes.of(body));
  }

  public static Answer empty(int status) {
    return new Answer(status, new byte[0], Map.of());
  }

  /// The same to `HEAD`.
  Answer withoutBody() {
    return new Answer(status, new byte[0], headers);
  }

  public Answer with(String name, String value) {
    return with(Map.of(name, value));
  }

  public Answer with(Map<String, String> further) {
    Map<String, String> all = new TreeMap<>(headers);
    all.putAll(further);
    return new Answer(status, body, all);
  }
}
