package io.schemeless.eventstore.functions.priming;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.schemeless.eventstore.port.SystemHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Makes the AOT cache of a container image: runs a function as Lambda would, with the hooks that
/// SnapStart calls and one event, and has the JVM write what it has loaded.
///
/// Nothing outside of this machine is asked: Lambda's Runtime API and DynamoDB are two paths of a
/// server of its own, and DynamoDB's answer to everything is that there is no such table. What an
/// append does beyond is run on a store in memory, by [Priming].
public final class AotTraining {
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String EVENT =
      """
      {"version":"2.0","routeKey":"POST /events","rawPath":"/events","rawQueryString":"",
      "headers":{"content-type":"application/json"},"isBase64Encoded":false,
      "requestContext":{"stage":"$default","http":{"method":"POST","path":"/events"}},
      "body":"[{\\"domain\\":\\"sample\\",\\"type\\":\\"Sampled\\",\\"payload\\":{\\"n\\":1}}]"}""";
  private static final String NO_TABLE =
      "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\",\"message\":\"\"}";
  private static final int SECONDS = 60;

  private final CountDownLatch answered = new CountDownLatch(1);

  private final String handler;

  private AotTraining(String handler) {
    this.handler = handler;
  }

  /// @param args the class of the handler; the cache to write; then the JVM's other options, as the
  ///   functions will have them
  public static void main(String[] args) throws IOException, InterruptedException {
    Path cache = Path.of(args[1]).toAbsolutePath();
    Files.deleteIfExists(cache);
    new AotTraining(args[0]).train(cache, List.of(args).subList(2, args.length));
    if (!Files.isRegularFile(cache)) {
      throw new IllegalStateException("the JVM wrote no " + cache);
    }
  }

  private void train(Path cache, List<String> options) throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/2018-06-01/runtime/", this::runtime);
    server.createContext("/", exchange -> send(exchange, 400, NO_TABLE));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    try {
      run(cache, options, "127.0.0.1:" + server.getAddress().getPort());
    } finally {
      server.stop(0);
    }
  }

  private void run(Path cache, List<String> options, String address)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:AOTCacheOutput=" + cache);
    command.addAll(options);
    command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), CLIENT));
    command.add(handler);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT);
    builder.environment().clear();
    builder.environment().putAll(environment(address));
    Process process = builder.start();
    boolean done = answered.await(SECONDS, TimeUnit.SECONDS);
    // The JVM writes the cache as it ends.
    process.destroy();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || !done) {
      process.destroyForcibly();
      throw new IllegalStateException("the function did not answer, or did not end");
    }
  }

  private static Map<String, String> environment(String address) {
    return Map.ofEntries(
        Map.entry("AWS_LAMBDA_RUNTIME_API", address),
        // Has the runtime interface client call the hooks.
        Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", "training"),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "1"),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024"),
        Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "training"),
        Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "training"),
        Map.entry("AWS_LAMBDA_LOG_FORMAT", "JSON"),
        Map.entry("AWS_LAMBDA_LOG_LEVEL", "INFO"),
        Map.entry("AWS_REGION", "us-east-1"),
        Map.entry("AWS_ACCESS_KEY_ID", "training"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "training"),
        Map.entry("AWS_CONFIG_FILE", "/nothing/configured"),
        Map.entry("AWS_SHARED_CREDENTIALS_FILE", "/nothing/configured"),
        Map.entry("AWS_ENDPOINT_URL_DYNAMODB", "http://" + address),
        Map.entry("EVENT_STORE_TABLE", "training"),
        Map.entry("EVENT_STORE_BUCKET", "training"),
        Map.entry("EVENT_STORE_STAGE", "sandbox"));
  }

  private void runtime(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/invocation/next")) {
      if (answered.getCount() == 0) {
        return; // It is about to be ended.
      }
      Headers headers = exchange.getResponseHeaders();
      // Lambda's native client fails without each of them.
      headers.set("content-type", "application/json");
      headers.set("lambda-runtime-aws-request-id", "training");
      headers.set("lambda-runtime-deadline-ms", Long.toString(new SystemHost().now() + 20_000));
      headers.set("lambda-runtime-invoked-function-arn", "arn:aws:lambda:::function:training");
      send(exchange, 200, EVENT);
    } else if (path.endsWith("/restore/next")) {
      send(exchange, 200, "");
    } else {
      send(exchange, 202, "");
      if (path.endsWith("/response")) {
        answered.countDown();
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
