package io.schemeless.eventstore.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.local.LocalHttpServer;
import io.schemeless.eventstore.local.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Serves the handlers over HTTP on 127.0.0.1, each request on a virtual thread of its own.
public final class GatewayServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final HeapShares shares = new HeapShares(Runtime.getRuntime().maxMemory());
  private final GatewayEvents events;
  private final AllowedOrigins origins;
  private final Duration time;

  private GatewayServer(
      HttpServer server, InstantSource clock, AllowedOrigins origins, Duration time) {
    this.server = server;
    this.origins = origins;
    this.time = time;
    this.events = new GatewayEvents(clock);
  }

  /// Takes the port. Requests wait until [#serve].
  ///
  /// @param port where to listen; 0 for any free one
  /// @throws UserError if the port is taken
  public static GatewayServer bind(int port, InstantSource clock) {
    return bind(port, clock, AllowedOrigins.NONE);
  }

  /// As [#bind(int, InstantSource)].
  ///
  /// @param origins whose pages may call it from a browser
  public static GatewayServer bind(int port, InstantSource clock, AllowedOrigins origins) {
    return bind(port, clock, origins, Operation.GATEWAY_WAITS);
  }

  /// @param time that a handler may take
  static GatewayServer bind(int port, InstantSource clock, AllowedOrigins origins, Duration time) {
    try {
      return new GatewayServer(LocalHttpServer.bind(port), clock, origins, time);
    } catch (BindException e) {
      throw new UserError(
          "port " + port + " is taken; stop what uses it or choose another with --port", e);
    } catch (IOException e) {
      throw new UserError("cannot listen on port " + port + ": " + e.getMessage(), e);
    }
  }

  /// What is served beside the functions; to be told before [#serve].
  ///
  /// @param path of which no route is
  public void mount(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  public void serve(Functions functions) {
    server.createContext("/", exchange -> serve(exchange, functions));
    server.setExecutor(threads);
    server.start();
  }

  public URI url() {
    return URI.create("http://" + LocalHttpServer.HOST + ":" + server.getAddress().getPort());
  }

  private void serve(HttpExchange exchange, Functions functions) throws IOException {
    try (exchange;
        HeapShare.Lease lease = shares.enter(exchange)) {
      GatewayAnswer answer = answer(exchange, functions);
      origins.opened(answer, exchange).send(exchange);
    }
  }

  private GatewayAnswer answer(HttpExchange exchange, Functions functions) throws IOException {
    InputStream input = exchange.getRequestBody();
    byte[] body = input.readNBytes(LambdaLimits.GATEWAY_BODY);
    if (input.read() >= 0) {
      // A client that still writes would not read the answer.
      input.transferTo(OutputStream.nullOutputStream());
      return GatewayAnswer.TOO_LARGE;
    }
    if (RequestHead.size(exchange) > LambdaLimits.GATEWAY_HEAD) {
      return GatewayAnswer.HEAD_TOO_LARGE;
    }
    String path;
    try {
      path = GatewayPath.decode(exchange.getRequestURI().getRawPath());
    } catch (IllegalArgumentException e) {
      return GatewayAnswer.BAD_REQUEST;
    }
    if (origins.answersFor(exchange)) {
      return GatewayAnswer.PREFLIGHT;
    }
    Optional<Functions.Route> route = functions.route(exchange.getRequestMethod(), path);
    if (route.isEmpty()) {
      return GatewayAnswer.NOT_FOUND;
    }
    String requestId = "local-" + requests.incrementAndGet();
    APIGatewayV2HTTPEvent event = events.of(exchange, path, route.get(), requestId, body);
    return LambdaLimits.exceedsLambda(event.getBody())
        ? GatewayAnswer.TOO_LARGE
        : invoke(route.get(), event, requestId);
  }

  /// A handler that takes too long is left to itself, as Lambda does: what it does may yet be done.
  private GatewayAnswer invoke(
      Functions.Route route, APIGatewayV2HTTPEvent event, String requestId) {
    LambdaContext context = new LambdaContext(requestId, route.key(), time);
    Future<GatewayAnswer> answer =
        threads.submit(() -> GatewayAnswer.of(route.handler().handleRequest(event, context)));
    try {
      return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return GatewayAnswer.TIMED_OUT;
    } catch (ExecutionException e) {
      context.getLogger().log("a handler failed with " + failure(e));
      return GatewayAnswer.HANDLER_FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return GatewayAnswer.TIMED_OUT;
    }
  }

  /// Its class only: a message may quote what a customer wrote.
  private static String failure(ExecutionException e) {
    return e.getCause() == null ? "no cause" : e.getCause().getClass().getName();
  }

  /// Stops taking requests at once.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      server.stop(0);
      threads.shutdownNow();
    }
  }
}
