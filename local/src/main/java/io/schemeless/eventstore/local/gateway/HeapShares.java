package io.schemeless.eventstore.local.gateway;

import com.sun.net.httpserver.HttpExchange;

/// Half of the heap for writers and a quarter for readers, so that neither keeps out the other.
final class HeapShares {
  private static final long MEGABYTE = 1024 * 1024;

  /// How often a body is in memory while it is read, checked, packed and sent on.
  private static final int COPIES = 10;

  /// A full page and the answer made of it.
  private static final long PAGE = 12 * MEGABYTE;

  private final HeapShare writers;
  private final HeapShare readers;

  HeapShares(long heap) {
    writers = new HeapShare(heap / 2);
    readers = new HeapShare(heap / 4);
  }

  HeapShare.Lease enter(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("POST")
        ? writers.enter(MEGABYTE + COPIES * bodySize(exchange))
        : readers.enter(waits(exchange) ? MEGABYTE : PAGE);
  }

  /// A reader that waits at the end of the log will get a small page.
  private static boolean waits(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    return query != null && query.contains("wait=");
  }

  private static long bodySize(HttpExchange exchange) {
    String length = exchange.getRequestHeaders().getFirst("content-length");
    try {
      return length == null ? LambdaLimits.GATEWAY_BODY : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return LambdaLimits.GATEWAY_BODY;
    }
  }
}
