package io.schemeless.eventstore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.gateway.GatewayServer;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalServer;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The tests of the console in a headless Chromium, against the server of `eventstore local`.
class ConsoleTest {
  private static final ConsolePackage CONSOLE = new ConsolePackage();

  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  @Test
  void every_view_does_what_it_says_in_a_browser() throws Exception {
    CONSOLE.build();
    try (Emulators emulators = Emulators.start(Emulators.Plan.IN_MEMORY, System.err::println);
        LocalServer server =
            LocalServer.serveWithConsole(
                GatewayServer.bind(0, InstantSource.system()),
                emulators.endpoints(),
                new LocalEnvironment(Map.of()))) {
      String output = CONSOLE.test(Map.of("EVENTSTORE_URL", server.url().toString()), "test");

      output.lines().filter(line -> line.startsWith("# first view")).forEach(System.out::println);
      assertThat(output).containsPattern("(?m)^# pass [1-9][0-9]+$").contains("# skipped 0");
    }
  }
}
