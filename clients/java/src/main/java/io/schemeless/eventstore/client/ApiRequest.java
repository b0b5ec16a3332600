package io.schemeless.eventstore.client;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// A request to the HTTP API, for what the client has no method for.
///
/// @param target path and query below the store's URL, encoded, with the leading `/`
/// @param body none is empty
public record ApiRequest(String method, String target, Map<String, String> headers, byte[] body) {
  private static final byte[] NO_BODY = {};

  public ApiRequest {
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  public static ApiRequest get(String target) {
    return new ApiRequest("GET", target, Map.of(), NO_BODY);
  }

  public static ApiRequest post(String target, String contentType, byte[] body) {
    return new ApiRequest("POST", target, Map.of("Content-Type", contentType), body);
  }

  public ApiRequest with(String header, String value) {
    TreeMap<String, String> all = new TreeMap<>(headers);
    all.put(header, value);
    return new ApiRequest(method, target, all, body);
  }
}
