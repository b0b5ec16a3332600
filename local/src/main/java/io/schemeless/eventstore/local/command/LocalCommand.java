package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.local.console.ConsolePages;
import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.gateway.AllowedOrigins;
import io.schemeless.eventstore.local.gateway.GatewayServer;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalServer;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `eventstore local`: a store to develop against, until Ctrl-C.
@Command(
    name = "local",
    usageHelpWidth = 100,
    description = {
      "Serve a store on 127.0.0.1 until Ctrl-C.",
      "%nThe real Lambda handlers over DynamoDB Local and a local S3 server. With"
          + " AWS_ENDPOINT_URL_DYNAMODB or AWS_ENDPOINT_URL_S3 set, it uses those and does not"
          + " start its own.%n"
    })
final class LocalCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8787",
      description = "Where to listen; 0 for any free port. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--allow-origin",
      paramLabel = "ORIGIN",
      split = ",",
      description = "Let pages of this origin call it, http://localhost:3000; or * for any.")
  private List<String> origins = new ArrayList<>();

  @ArgGroup private @Nullable Place place;

  /// Where the data lives.
  static final class Place {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "Keep the data in this directory, across restarts.")
    private @Nullable Path data;

    @Option(
        names = "--in-memory",
        description = "Keep the data in memory, until it stops. The default.")
    @SuppressWarnings("unused") // it says what is so anyway
    private boolean inMemory;
  }

  @Override
  public Integer call() {
    if (port < 0 || port > MAX_PORT) {
      throw new ParameterException(spec.commandLine(), "--port must be 0 to " + MAX_PORT);
    }
    LocalEnvironment environment = LocalEnvironment.ofThisProcess();
    Emulators.Plan plan = environment.plan(place == null ? null : place.data);
    try (ShutdownSignal shutdown = ShutdownSignal.onSignal()) {
      return serve(plan, environment, shutdown);
    }
  }

  private int serve(Emulators.Plan plan, LocalEnvironment environment, ShutdownSignal shutdown) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (GatewayServer gateway =
            GatewayServer.bind(port, InstantSource.system(), new AllowedOrigins(origins));
        Emulators emulators =
            Emulators.start(
                plan,
                failure -> {
                  err.println("eventstore local: " + failure);
                  shutdown.end(ExitCode.SOFTWARE);
                });
        LocalServer server =
            LocalServer.serveWithConsole(gateway, emulators.endpoints(), environment)) {
      out.println("The store is ready at " + server.url());
      out.println(where(plan));
      out.println(
          "For other commands: export AWS_ENDPOINT_URL_DYNAMODB="
              + emulators.endpoints().dynamoDb()
              + " AWS_ENDPOINT_URL_S3="
              + emulators.endpoints().s3());
      out.println(console(server.url(), LocalServer.console()));
      out.flush();
      return shutdown.await();
    }
  }

  private static String console(URI url, ConsolePages console) {
    return console.isBuilt()
        ? "The console is at " + url + "/console"
        : "=== SKIPPED: the console is not built: " + console.reason() + " ===";
  }

  private static String where(Emulators.Plan plan) {
    if (plan.dynamoDb() != null || plan.s3() != null) {
      return "Its data is where AWS_ENDPOINT_URL_DYNAMODB and AWS_ENDPOINT_URL_S3 say.";
    }
    return plan.data() == null
        ? "Its data is in memory and gone when it stops (--data DIR keeps it). Ctrl-C stops it."
        : "Its data is in " + plan.data().toAbsolutePath().normalize() + ". Ctrl-C stops it.";
  }
}
