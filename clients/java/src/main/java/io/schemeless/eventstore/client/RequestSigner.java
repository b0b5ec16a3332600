package io.schemeless.eventstore.client;

import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

/// Says who asks. A store in AWS wants requests signed by Signature Version 4 for the service
/// `execute-api`, or a bearer token where it was deployed with one.
///
/// The AWS SDK has a signer; this client does not bring it along.
@FunctionalInterface
public interface RequestSigner {
  /// Nobody, as a store on this machine has it.
  RequestSigner NONE = request -> Map.of();

  /// The headers to add to a request. Called for each try anew.
  Map<String, String> sign(Unsigned request);

  /// A request before it is signed.
  ///
  /// @param headers those that are sent, but for `Host`
  record Unsigned(String method, URI uri, Map<String, String> headers, byte[] body) {}

  /// Sends a bearer token, which is asked for anew at each request.
  static RequestSigner bearer(Supplier<String> token) {
    return request -> Map.of("Authorization", "Bearer " + token.get());
  }
}
