package io.schemeless.eventstore.local.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

/// Requests as they lie on the wire, which clients of Java do not let one write.
final class RawHttp {
  private RawHttp() {}

  /// Sends a request line with headers and no body, and reads until the server closes.
  static String send(URI server, String line, String... headers) throws IOException {
    return sendWithBody(server, "", line, headers);
  }

  static String sendWithBody(URI server, String body, String line, String... headers)
      throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      StringBuilder request = new StringBuilder(line + "\r\nhost: localhost\r\n");
      request.append("connection: close\r\n");
      for (String header : headers) {
        request.append(header).append("\r\n");
      }
      socket.getOutputStream().write((request + "\r\n" + body).getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
