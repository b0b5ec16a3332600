package io.schemeless.eventstore.functions.http;

import java.time.Duration;
import java.util.List;

/// The headers that a page of another origin may send and see, where its origin is allowed. The
/// deployment and the local server read them here.
public final class BrowserHeaders {
  /// What such a page may send. `HEAD` is among what any page may, and named for gateways that
  /// refuse what is not.
  public static final List<String> METHODS = List.of("GET", "HEAD", "POST");

  public static final List<String> IN_REQUESTS =
      List.of(
          "authorization",
          "content-type",
          "accept",
          "if-match",
          "if-none-match",
          "idempotency-key",
          "x-correlation-id",
          "x-amz-date",
          "x-amz-security-token",
          "x-amz-content-sha256");

  public static final List<String> IN_ANSWERS =
      List.of(
          "etag",
          "event-store-caught-up",
          "event-store-next",
          "event-store-position",
          "link",
          "location",
          "retry-after");

  /// How long a browser may remember that an origin is allowed.
  public static final Duration MAX_AGE = Duration.ofHours(1);

  private BrowserHeaders() {}
}
