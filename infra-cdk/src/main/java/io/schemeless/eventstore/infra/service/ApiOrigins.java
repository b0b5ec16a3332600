package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.functions.http.BrowserHeaders;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigatewayv2.CorsHttpMethod;
import software.amazon.awscdk.services.apigatewayv2.CorsPreflightOptions;

/// The web origins whose pages may call the API; none closes it to all of them.
record ApiOrigins(List<String> names) {

  /// Those that the settings list, and the console's. Any is any: API Gateway takes `*` alone.
  ///
  /// @param console the origin of the hosted console, or none
  static ApiOrigins of(List<String> listed, @Nullable String console) {
    if (console == null || listed.contains("*")) {
      return new ApiOrigins(listed);
    }
    return new ApiOrigins(Stream.concat(listed.stream(), Stream.of(console)).toList());
  }

  boolean any() {
    return !names.isEmpty();
  }

  CorsPreflightOptions cors() {
    return CorsPreflightOptions.builder()
        .allowOrigins(names)
        .allowMethods(BrowserHeaders.METHODS.stream().map(CorsHttpMethod::valueOf).toList())
        .allowHeaders(BrowserHeaders.IN_REQUESTS)
        .exposeHeaders(BrowserHeaders.IN_ANSWERS)
        .maxAge(Duration.seconds(BrowserHeaders.MAX_AGE.toSeconds()))
        .build();
  }
}
