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
import io.schemeless.eventstore.local.command.Main;
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
  private final BlockingQueue<APIGatewayV2HTTPEvent> seen = new LinkedBlockingQueue<>();
  private final EventStore store = MemoryEventStore.create();
  @TempDir private Path directory;
  private GatewayServer server;

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
      return handler.handleRequest(event, context);
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
    assertThat(seen).allSatisfy(SignedByAws::requireSigned);
  }

  @Test
  void the_commands_on_a_store_do_what_their_page_says() throws Exception {
    installCommand();
    String page = "use-the-command-line.md";

    Ended first = run("set -e\n" + block(page, "## Append and read"));
    Ended goneOn = run("set -e\n" + block(page, "## Let a script go on where it was"));
    Ended moved = run("set -e\n" + block(page, "## Export and import"));

    assertThat(first.exit()).as(first.output()).isZero();
    assertThat(first.output()).contains("1.0  permit/case-1#1  ", "events: 2");
    assertThat(directory.resolve("checked.ndjson")).content().contains("\"payload\":false");
    assertThat(goneOn.exit()).as(goneOn.output()).isZero();
    assertThat(goneOn.output()).contains("lag of seen: 0");
    assertThat(directory.resolve("new.ndjson")).content().hasLineCount(2);
    assertThat(moved.exit()).as(moved.output()).isZero();
    assertThat(moved.output()).contains("0 appended, 2 there already, 0 not taken");
  }

  /// `./eventstore`, without the build that the real one looks after.
  private void installCommand() throws IOException {
    Path command = directory.resolve("eventstore");
    Files.writeString(
        command,
        """
        #!/bin/sh
        exec '%s' -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' %s "$@"
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                Main.class.getName()));
    assertThat(command.toFile().setExecutable(true)).isTrue();
  }

  private int port() {
    return server.url().getPort();
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
                "EVENT_STORE_URL",
                server.url().toString(),
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
