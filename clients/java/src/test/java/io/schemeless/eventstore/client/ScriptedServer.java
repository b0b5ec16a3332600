package io.schemeless.eventstore.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/// A server that gives the answers it was told, one after the other, and remembers the requests.
final class ScriptedServer implements AutoCloseable {
  /// @param authorization the header of that name, or `""`
  record Seen(String method, String target, String key, String authorization, String body) {}

  /// @param status 0 to break the connection off
  record Scripted(int status, String body, List<String> headers) {}

  final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Scripted> answers = new LinkedBlockingQueue<>();
  private final HttpServer server;

  ScriptedServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// A client that hardly waits between tries.
  EventStoreClient client() {
    return EventStoreClient.builder(url())
        .retries(new RetryPolicy(4, Duration.ofMillis(1), Duration.ofMillis(2)))
        .build();
  }

  ScriptedServer answering(int status, String body, String... headers) {
    answers.add(new Scripted(status, body, List.of(headers)));
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    seen.add(
        new Seen(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            first(exchange, "Idempotency-Key"),
            first(exchange, "Authorization"),
            body));
    Scripted next = answers.poll();
    if (next == null || next.status() == 0) {
      exchange.close();
      return;
    }
    for (int i = 0; i < next.headers().size(); i += 2) {
      exchange.getResponseHeaders().set(next.headers().get(i), next.headers().get(i + 1));
    }
    byte[] bytes = next.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(next.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String first(HttpExchange exchange, String header) {
    String value = exchange.getRequestHeaders().getFirst(header);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
