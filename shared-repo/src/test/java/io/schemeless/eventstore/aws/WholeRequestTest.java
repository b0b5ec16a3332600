package io.schemeless.eventstore.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.IoUtils;
import software.amazon.awssdk.utils.StringInputStream;

class WholeRequestTest {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

  /// Long enough to be noticed if it is sent too early.
  private static final int HEAD_MILLIS = 100;

  private final SdkHttpClient http = EmulatorClients.direct();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private ServerSocket server;

  /// Ends a connection with the answer to its first request, without having said so.
  private boolean closes;

  /// One for each head that has come.
  private final Semaphore heads = new Semaphore(0);

  private record Request(String head, String body) {}

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  @AfterEach
  void stop() throws IOException {
    http.close();
    server.close();
  }

  private void serve() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      do {
        Request request = read(socket.getInputStream());
        if (request == null) {
          return;
        }
        requests.add(request);
        socket.getOutputStream().write(ANSWER);
      } while (!closes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Request read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
    }
    heads.release();
    int length =
        head.toString()
            .lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
            .findFirst()
            .orElseThrow();
    String body = new String(in.readNBytes(length), StandardCharsets.US_ASCII);
    return new Request(head.toString(), body);
  }

  private String post(String body) throws IOException {
    return post(body.length(), new StringInputStream(body));
  }

  private String post(int length, InputStream body) throws IOException {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("http://localhost:" + server.getLocalPort() + "/a?b=c"))
            .putHeader("Content-Length", "" + length)
            .putHeader("X-Amz-Target", "DynamoDB_20120810.PutItem")
            .build();
    HttpExecuteRequest sent =
        HttpExecuteRequest.builder().request(request).contentStreamProvider(() -> body).build();
    HttpExecuteResponse answer = http.prepareRequest(sent).call();
    assertThat(answer.httpResponse().statusCode()).isEqualTo(200);
    return IoUtils.toUtf8String(answer.responseBody().orElseThrow());
  }

  /// Else the JDK would look first, for a millisecond, whether the connection that it has kept is
  /// still open.
  @Test
  void nothing_of_a_small_request_is_sent_before_it_is_whole() throws IOException {
    post("first, so that there is a connection");
    AtomicBoolean early = new AtomicBoolean();
    InputStream body =
        new StringInputStream("x".repeat(700)) {
          @Override
          public synchronized int read(byte[] into, int from, int count) {
            early.compareAndSet(false, headComesWithin(HEAD_MILLIS));
            return super.read(into, from, count);
          }
        };

    assertThat(post(700, body)).isEqualTo("ok");

    assertThat(early).isFalse();
    assertThat(requests).hasSize(2);
    assertThat(requests.getLast().head())
        .startsWith("POST /a?b=c HTTP/1.1\r\n")
        .contains("X-Amz-Target: DynamoDB_20120810.PutItem\r\n", "Content-Length: 700\r\n");
  }

  private boolean headComesWithin(long millis) {
    try {
      return heads.tryAcquire(2, millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void a_body_of_any_length_arrives_whole() throws IOException {
    for (int length : new int[] {0, 1, 8_191, 8_192, 32_768, 32_769, 400_000, 5}) {
      post("y".repeat(length));
    }

    assertThat(requests)
        .extracting(request -> request.body().length())
        .containsExactly(0, 1, 8_191, 8_192, 32_768, 32_769, 400_000, 5);
  }

  @Test
  void a_connection_that_was_closed_meanwhile_is_replaced() throws IOException {
    closes = true;

    for (int i = 0; i < 20; i++) {
      assertThat(post("z" + i)).isEqualTo("ok");
    }

    assertThat(requests)
        .extracting(Request::body)
        .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(i -> "z" + i).toList());
  }
}
