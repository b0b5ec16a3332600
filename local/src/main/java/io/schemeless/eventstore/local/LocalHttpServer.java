package io.schemeless.eventstore.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/// The JDK's HTTP server on 127.0.0.1, without the bounds that it has by itself and that nobody who
/// calls it would expect.
public final class LocalHttpServer {
  public static final String HOST = "127.0.0.1";

  /// Connections that wait to be accepted; the JDK lets 50.
  private static final int BACKLOG = 1_024;

  /// The server reads them once in the life of a process, so before it makes its first one.
  static {
    // Without it every answer waits for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // 200 by itself. The size of the head is what counts; no head of 10,240 bytes has as many.
    System.setProperty("sun.net.httpserver.maxReqHeaders", "10240");
    // 200 by itself: the connection of whoever is answered next would be closed without a word, and
    // a client that sends a POST on it could not tell whether it was made.
    System.setProperty(
        "sun.net.httpserver.maxIdleConnections", Integer.toString(Integer.MAX_VALUE));
  }

  private LocalHttpServer() {}

  /// @param port where to listen; 0 for any free one
  public static HttpServer bind(int port) throws IOException {
    return HttpServer.create(new InetSocketAddress(HOST, port), BACKLOG);
  }
}
