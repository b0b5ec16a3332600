package io.schemeless.eventstore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.local.BuildOutput;
import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.gateway.AllowedOrigins;
import io.schemeless.eventstore.local.gateway.GatewayServer;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The console from an origin of its own, as the CDK app hosts it: its files with the headers of
/// the template, and an API that lets that origin call it as API Gateway does.
class HostedConsoleTest {
  private static final ConsolePackage CONSOLE = new ConsolePackage();

  @Timeout(value = 4, unit = TimeUnit.MINUTES)
  @Test
  void it_works_from_an_origin_of_its_own() throws Exception {
    CONSOLE.build();
    int port = freePort();
    AllowedOrigins origins = new AllowedOrigins(List.of("http://127.0.0.1:" + port));
    try (Emulators emulators = Emulators.start(Emulators.Plan.IN_MEMORY, System.err::println);
        LocalServer server =
            LocalServer.serve(
                GatewayServer.bind(0, InstantSource.system(), origins),
                "hosted",
                emulators.endpoints(),
                new LocalEnvironment(Map.of()))) {
      String output =
          CONSOLE.test(
              Map.of(
                  "EVENTSTORE_URL",
                  server.url().toString(),
                  "CONSOLE_PORT",
                  Integer.toString(port),
                  "CONSOLE_BUILT",
                  BuildOutput.file("console").toString()),
              "test:hosted");

      assertThat(output).containsPattern("(?m)^# pass [1-9]").contains("# skipped 0");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
