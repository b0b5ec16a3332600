package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.local.demo.DemoRun;
import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.gateway.GatewayServer;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalServer;
import io.schemeless.eventstore.local.server.LocalStore;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `eventstore demo`: the permit log through a store of its own, and what it cost.
@Command(
    name = "demo",
    usageHelpWidth = 100,
    description = {
      "Run 8,577 real events through a fresh store in memory, and check every one.",
      "%nAppends the log of a permit process over HTTP through the real handlers, replays it page by"
          + " page, checks count, order and content, resets the store, and prints what it took:"
          + " requests, and read and write units by AWS's rules. The exit code is 0 only if every"
          + " check held.%n"
    })
final class DemoCommand implements Callable<Integer> {
  private static final LocalEnvironment NONE = new LocalEnvironment(Map.of());

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    err.println("starting DynamoDB Local, an S3 server and the store");
    try (GatewayServer gateway = GatewayServer.bind(0, InstantSource.system());
        Emulators emulators = Emulators.start(Emulators.Plan.IN_MEMORY, err::println);
        LocalServer server = LocalServer.serve(gateway, "demo", emulators.endpoints(), NONE);
        LocalStore scratch = LocalStore.open("demo-figures", emulators.endpoints(), NONE);
        LocalStore other = LocalStore.open("demo-figures", emulators.endpoints(), NONE)) {
      return new DemoRun(out, err).run(server, scratch, other) ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }
}
