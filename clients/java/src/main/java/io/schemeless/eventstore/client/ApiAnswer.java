package io.schemeless.eventstore.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpHeaders;

/// An answer that is no problem.
public record ApiAnswer(int status, HttpHeaders headers, byte[] body) {
  /// The body, which is JSON.
  ///
  /// @throws StoreProblem.Unreachable if it is not: then something else than a store answered
  public JsonNode json() {
    try {
      return JsonValues.parse(body);
    } catch (IOException e) {
      throw new StoreProblem.Unreachable("the answer is no JSON; is this the URL of a store?", e);
    }
  }

  /// @throws StoreProblem.Unreachable if there is no such header
  public String header(String name) {
    return headers
        .firstValue(name)
        .orElseThrow(
            () ->
                new StoreProblem.Unreachable(
                    "the answer has no " + name + "; is this the URL of a store?", null));
  }
}
