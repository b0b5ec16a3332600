package io.schemeless.eventstore.local.invoke;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.schemeless.eventstore.local.LocalHttpServer;
import io.schemeless.eventstore.local.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// Lambda's Runtime API: hands events to a function's process, and takes its answers.
final class RuntimeApi implements AutoCloseable {
  private static final String RUNTIME = "/2018-06-01/runtime/";
  private static final long TIME_LIMIT_MILLIS = 29_000;

  /// The largest event that Lambda hands over, in bytes.
  static final int MAX_EVENT = 6 * 1024 * 1024;

  /// The largest answer that it takes.
  static final int MAX_ANSWER = MAX_EVENT + 100;

  private static final String TOO_LARGE =
      "{\"errorType\":\"Function.ResponseSizeTooLarge\",\"errorMessage\":\"the answer has %d bytes;"
          + " Lambda takes %d\"}";

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Signal> signals;
  private final HttpServer server;

  private RuntimeApi(HttpServer server, BlockingQueue<Signal> signals) {
    this.server = server;
    this.signals = signals;
  }

  /// @param signals takes what the function's process says
  static RuntimeApi start(BlockingQueue<Signal> signals) {
    try {
      RuntimeApi api = new RuntimeApi(LocalHttpServer.bind(0), signals);
      api.server.createContext(RUNTIME, api::serve);
      api.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      api.server.start();
      return api;
    } catch (IOException e) {
      throw new UserError("cannot listen on " + LocalHttpServer.HOST + ": " + e.getMessage(), e);
    }
  }

  String address() {
    return LocalHttpServer.HOST + ":" + server.getAddress().getPort();
  }

  /// Hands over an event as soon as the function asks for one.
  void offer(String event) {
    events.add(event);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(RUNTIME.length());
      if (path.equals("invocation/next")) {
        next(exchange);
        return;
      }
      if (path.equals("restore/next")) {
        // The snapshot is taken, and there again at once.
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      long now = System.nanoTime();
      byte[] bytes = exchange.getRequestBody().readAllBytes();
      boolean answered = path.endsWith("/response");
      if (answered && bytes.length > MAX_ANSWER) {
        String error = TOO_LARGE.formatted(bytes.length, MAX_ANSWER);
        signals.add(new Signal.Answered(now, error, true));
        exchange.sendResponseHeaders(413, -1);
        return;
      }
      String body = new String(bytes, StandardCharsets.UTF_8);
      signals.add(
          path.equals("init/error")
              ? new Signal.Ended(body)
              : new Signal.Answered(now, body, !answered));
      // Not before: whoever has this asks for the next event, which is told as Ready.
      exchange.sendResponseHeaders(202, -1);
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    signals.add(new Signal.Ready(System.nanoTime()));
    byte[] event;
    try {
      event = events.take().getBytes(StandardCharsets.UTF_8);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    long deadline = System.currentTimeMillis() + TIME_LIMIT_MILLIS;
    Headers headers = exchange.getResponseHeaders();
    headers.set("content-type", "application/json");
    headers.set("lambda-runtime-aws-request-id", "local-" + deadline);
    headers.set("lambda-runtime-deadline-ms", Long.toString(deadline));
    headers.set(
        "lambda-runtime-invoked-function-arn", "arn:aws:lambda:local:000000000000:function:local");
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
