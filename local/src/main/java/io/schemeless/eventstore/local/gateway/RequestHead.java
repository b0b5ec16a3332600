package io.schemeless.eventstore.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Map;

/// The size of a request's head.
final class RequestHead {
  private static final int COLON_SPACE_AND_LINE_END = 4;

  private RequestHead() {}

  /// Its request line and its header lines, in bytes; each is a byte a character here.
  static long size(HttpExchange exchange) {
    String line =
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getProtocol()
            + "\r\n";
    long size = line.length();
    for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
      for (String value : header.getValue()) {
        size += header.getKey().length() + value.length() + COLON_SPACE_AND_LINE_END;
      }
    }
    return size;
  }
}
