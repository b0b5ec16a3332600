package io.schemeless.eventstore.local.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The bounds of the JDK's HTTP server, which stands in for that of API Gateway: lifted, or met
/// where the pages say.
class ConnectionsTest {
  private static final int HEAD = 10_240;

  /// As many headers, and as many idle connections, as the JDK lets by itself.
  private static final int JDK = 200;

  private GatewayServer server;

  @BeforeEach
  void start() {
    server = GatewayServer.bind(0, InstantSource.system());
    server.serve(
        OneHandler.everywhere(
            (event, _) ->
                APIGatewayV2HTTPResponse.builder()
                    .withStatusCode(200)
                    .withBody(Integer.toString(event.getHeaders().size()))
                    .build()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {HEAD, HEAD + 1})
  void any_number_of_headers_is_taken_that_the_size_of_the_head_allows(int size) throws Exception {
    StringBuilder head = new StringBuilder("GET /health HTTP/1.1\r\nhost: localhost\r\n");
    int count = 1;
    while (head.length() + 2 * "h0000: \r\n".length() < size) {
      head.append("h%04d: \r\n".formatted(count++));
    }
    String last = "last: \r\n";
    head.append(last, 0, last.length() - 2);
    head.append("x".repeat(size - head.length() - 2)).append("\r\n\r\n");

    try (Connection connection = new Connection()) {
      String answer = connection.send(head.toString());

      assertThat(count).isGreaterThan(5 * JDK);
      if (size == HEAD) {
        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n" + (count + 1));
      } else {
        assertThat(answer).startsWith("HTTP/1.1 431").contains("Request Header Fields Too Large");
      }
    }
  }

  @Test
  void more_connections_stay_open_than_the_jdk_would_keep() throws Exception {
    List<Connection> open = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * JDK; i++) {
        open.add(new Connection());
      }
      for (int round = 0; round < 2; round++) {
        for (Connection connection : open) {
          assertThat(connection.send(Connection.HEALTH)).startsWith("HTTP/1.1 200");
        }
      }
    } finally {
      for (Connection connection : open) {
        connection.close();
      }
    }
  }

  @Test
  void a_connection_serves_any_number_of_requests() throws Exception {
    try (Connection connection = new Connection()) {
      for (int i = 0; i < 10 * JDK; i++) {
        assertThat(connection.send(Connection.HEALTH)).startsWith("HTTP/1.1 200");
      }
    }
  }

  /// The head is not read to its end, so that nobody fills the memory with it.
  @Test
  void a_head_of_over_380_KiB_is_cut_off_and_the_next_request_is_served() throws Exception {
    String most = "x".repeat(380 * 1024);
    try (Connection connection = new Connection()) {
      assertThat(connection.send("GET /health HTTP/1.1\r\na: " + most + "\r\n\r\n")).isEmpty();
    }
    try (Connection connection = new Connection()) {
      String less = most.substring(0, 379 * 1024);
      assertThat(connection.send("GET /health HTTP/1.1\r\na: " + less + "\r\n\r\n"))
          .startsWith("HTTP/1.1 431");
    }
  }

  /// One that stays open after an answer.
  private final class Connection implements AutoCloseable {
    private static final String HEALTH = "GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n";

    private final Socket socket = new Socket("127.0.0.1", server.url().getPort());

    Connection() throws IOException {
      socket.setTcpNoDelay(true);
    }

    /// The answer, `""` where the connection was closed instead.
    String send(String request) throws IOException {
      try {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        return answer(socket.getInputStream());
      } catch (SocketException e) {
        return "";
      }
    }

    private static String answer(InputStream in) throws IOException {
      StringBuilder answer = new StringBuilder();
      while (!answer.toString().endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          return answer.toString();
        }
        answer.append((char) next);
      }
      String length = answer.toString().replaceAll("(?si).*content-length: (\\d+).*", "$1");
      return answer + new String(in.readNBytes(Integer.parseInt(length)), ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
