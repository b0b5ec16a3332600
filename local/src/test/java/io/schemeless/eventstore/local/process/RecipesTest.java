package io.schemeless.eventstore.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.schemeless.eventstore.functions.append.AppendHandler;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.replay.ReplayHandler;
import io.schemeless.eventstore.functions.streams.StreamsHandler;
import io.schemeless.eventstore.local.BuildOutput;
import io.schemeless.eventstore.local.gateway.Functions;
import io.schemeless.eventstore.local.gateway.GatewayServer;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.EventStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shell recipes of the documents, run as they are written there by this machine's shell and
/// curl.
class RecipesTest {
  private static final String ALREADY_FULL = "{\"message\":\"Too Many Requests\"}";

  private final BlockingQueue<APIGatewayV2HTTPEvent> seen = new LinkedBlockingQueue<>();
  private final EventStore store = MemoryEventStore.create();
  @TempDir private Path directory;
  private GatewayServer server;
  private volatile boolean refusing;

  @BeforeEach
  void start() {
    server = GatewayServer.bind(0, InstantSource.system());
    server.serve(
        new Functions(
            Map.of(
                Operation.Function.APPEND, watched(new AppendHandler(store)),
                Operation.Function.REPLAY, watched(new ReplayHandler(store, new SystemHost())),
                Operation.Function.STREAMS, watched(new StreamsHandler(store)))));
  }

  private RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> watched(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler) {
    return (event, context) -> {
      seen.add(event);
      return refusing
          ? APIGatewayV2HTTPResponse.builder().withStatusCode(429).withBody(ALREADY_FULL).build()
          : handler.handleRequest(event, context);
    };
  }

  @AfterEach
  void stop() {
    server.close();
    store.close();
  }

  @Test
  void curl_signs_every_request_of_the_recipe_as_aws_does() throws Exception {
    assumeTools("curl");
    Files.writeString(
        directory.resolve(".curlrc"), "connect-to = \"api.example:80:127.0.0.1:" + port() + "\"\n");
    Path aws = directory.resolve("aws");
    Files.writeString(
        aws,
        """
        #!/bin/sh
        case $1 in
          cloudformation) echo http://api.example/ ;;
          configure) echo "export AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s AWS_SESSION_TOKEN=%s" ;;
        esac
        """
            .formatted(SignedByAws.KEY, SignedByAws.SECRET, SignedByAws.TOKEN));
    assertThat(aws.toFile().setExecutable(true)).isTrue();

    Ended ended = run("set -e\n" + block("call-the-api.md", "## curl"));

    assertThat(ended.exit()).as(ended.output()).isZero();
    assertThat(seen).hasSize(4);
    assertThat(seen)
        .allSatisfy(
            event ->
                assertThat(event.getHeaders().get("authorization"))
                    .as(event.getRawPath() + "?" + event.getRawQueryString())
                    .isEqualTo(SignedByAws.authorization(event)));
  }

  @Test
  void a_move_is_imported_and_checked() throws Exception {
    assumeTools("curl", "jq", "split", "sha256sum");
    writeEvents();

    Ended imported = run(api() + block("move-from-npm.md", "## 2. Import"));
    Ended checked = run(api() + block("move-from-npm.md", "## 3. Check"));

    assertThat(imported.output()).doesNotContain("stopped at");
    assertThat(checked.output()).endsWith("the same\n");
  }

  @Test
  void the_check_of_a_move_ends_on_an_error_and_shows_it() throws Exception {
    assumeTools("curl", "jq");
    writeEvents();
    refusing = true;

    Ended checked = run(api() + block("move-from-npm.md", "## 3. Check"));

    assertThat(checked.output()).contains(ALREADY_FULL).doesNotContain("the same");
    assertThat(seen).hasSize(1);
  }

  private void writeEvents() throws IOException {
    List<String> lines =
        Stream.iterate(0, i -> i + 1)
            .limit(1_100)
            .map(
                i ->
                    "{\"id\":\"e%d\",\"domain\":\"d\",\"type\":\"t\",\"payload\":%d}"
                        .formatted(i, i))
            .toList();
    Files.write(directory.resolve("events.ndjson"), lines);
  }

  private int port() {
    return server.url().getPort();
  }

  private String api() {
    return "API=" + server.url() + "/\n";
  }

  /// The first block of shell below a heading.
  private static String block(String page, String heading) throws IOException {
    String text = Files.readString(BuildOutput.inRepository("docs/how-to/" + page));
    int section = text.indexOf("\n" + heading + "\n");
    assertThat(section).as(heading).isNotNegative();
    String begin = "```sh\n";
    int from = text.indexOf(begin, section) + begin.length();
    return text.substring(from, text.indexOf("```", from));
  }

  private record Ended(int exit, String output) {}

  private Ended run(String script) throws Exception {
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", script);
    Map<String, String> environment = shell.environment();
    environment.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("proxy"));
    environment.putAll(
        new TreeMap<>(
            Map.of(
                "PATH",
                directory + ":" + System.getenv("PATH"),
                "CURL_HOME",
                directory.toString(),
                "AWS_REGION",
                SignedByAws.REGION)));
    Process process = shell.directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private static void assumeTools(String... tools) {
    List<String> missing = Stream.of(tools).filter(tool -> !isThere(tool)).toList();
    if (!missing.isEmpty()) {
      System.err.println("SKIPPED: the recipes of the documents need " + missing);
    }
    Assumptions.assumeTrue(missing.isEmpty(), () -> "not on this machine: " + missing);
  }

  private static boolean isThere(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(path -> Files.isExecutable(Path.of(path, tool)));
  }
}
