package io.schemeless.eventstore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.local.BuildOutput;
import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.gateway.GatewayServer;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;

/// The tests of the JavaScript client, `@schemeless/event-store` on it among them, against the
/// server of `eventstore local`.
class JavaScriptClientTest {
  private static final Path CLIENT = BuildOutput.inRepository("clients/js");
  private static final int LEAST_NODE = 20;

  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  @Test
  void the_client_and_the_framework_on_it_keep_what_they_promise() throws Exception {
    requireNode();
    install();
    try (Emulators emulators = Emulators.start(Emulators.Plan.IN_MEMORY, System.err::println);
        LocalServer server =
            LocalServer.serve(
                GatewayServer.bind(0, InstantSource.system()),
                "local",
                emulators.endpoints(),
                new LocalEnvironment(Map.of()))) {
      String output = run(Map.of("EVENTSTORE_URL", server.url().toString()), "npm", "test");

      assertThat(output).containsPattern("(?m)^# pass [1-9][0-9]+$").contains("# skipped 0");
    }
  }

  private static void requireNode() throws InterruptedException {
    String version;
    try {
      version = run(Map.of(), "node", "--version").strip();
    } catch (IOException e) {
      version = "";
    }
    if (version.isEmpty() || major(version) < LEAST_NODE) {
      String message = "=== SKIPPED: the JavaScript client: it needs Node.js 20 or newer ===";
      System.out.println(message);
      throw new TestAbortedException(message);
    }
  }

  private static int major(String version) {
    return Integer.parseInt(version.substring(1, version.indexOf('.')));
  }

  /// What npm has installed, it has listed in a file of its own.
  private static void install() throws IOException, InterruptedException {
    Path installed = CLIENT.resolve("node_modules/.package-lock.json");
    Path wanted = CLIENT.resolve("package-lock.json");
    if (!Files.exists(installed)
        || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) < 0) {
      run(Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    }
  }

  private static String run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(command)).directory(CLIENT.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
