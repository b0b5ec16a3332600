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

/// The tests of the JavaScript client, `@schemeless/event-store` on it among them, against the
/// server of `eventstore local`.
class JavaScriptClientTest {
  private static final NodePackage CLIENT = new NodePackage("clients/js", "the JavaScript client");

  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  @Test
  void the_client_and_the_framework_on_it_keep_what_they_promise() throws Exception {
    CLIENT.requireNode();
    CLIENT.install();
    try (Emulators emulators = Emulators.start(Emulators.Plan.IN_MEMORY, System.err::println);
        LocalServer server =
            LocalServer.serve(
                GatewayServer.bind(0, InstantSource.system()),
                "local",
                emulators.endpoints(),
                new LocalEnvironment(Map.of()))) {
      String output = CLIENT.run(Map.of("EVENTSTORE_URL", server.url().toString()), "npm", "test");

      assertThat(output).containsPattern("(?m)^# pass [1-9][0-9]+$").contains("# skipped 0");
    }
  }
}
