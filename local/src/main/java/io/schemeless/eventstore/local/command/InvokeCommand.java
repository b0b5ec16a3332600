package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.functions.append.AppendHandler;
import io.schemeless.eventstore.functions.replay.ReplayHandler;
import io.schemeless.eventstore.functions.reset.ResetHandler;
import io.schemeless.eventstore.functions.streams.StreamsHandler;
import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.invoke.InvokeResult;
import io.schemeless.eventstore.local.invoke.Invoker;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `eventstore invoke`: one function with one event, as Lambda would run it.
@Command(
    name = "invoke",
    usageHelpWidth = 100,
    description = {
      "Run a packaged function with an event, in a process of its own, as Lambda does.",
      "%nThe answer goes to standard output; the function's log, its init time and its duration to"
          + " standard error. The store is a fresh one in memory, unless AWS_ENDPOINT_URL_DYNAMODB"
          + " and AWS_ENDPOINT_URL_S3 name one that runs (eventstore local prints its own). The exit"
          + " code is 0 if the function answered, whatever the status.%n"
    })
final class InvokeCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "FUNCTION", description = "One of ${COMPLETION-CANDIDATES}.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Function function;

  @Option(
      names = {"-e", "--event"},
      paramLabel = "FILE",
      required = true,
      description = "The event, as JSON: one of events-samples, or your own.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path event;

  @Option(
      names = "-n",
      paramLabel = "TIMES",
      defaultValue = "1",
      description = "Call it so many times; the second and later ones are warm.")
  private int times;

  /// The functions by the names that the deployment gives them.
  enum Function {
    AppendFunction(AppendHandler.class),
    ReplayFunction(ReplayHandler.class),
    StreamsFunction(StreamsHandler.class),
    ResetFunction(ResetHandler.class);

    private final Class<?> handler;

    Function(Class<?> handler) {
      this.handler = handler;
    }
  }

  @Override
  public Integer call() {
    if (times < 1) {
      throw new ParameterException(spec.commandLine(), "-n must be 1 or more");
    }
    String text = read();
    LocalEnvironment environment = LocalEnvironment.ofThisProcess();
    PrintWriter err = spec.commandLine().getErr();
    try (Emulators emulators = Emulators.start(environment.plan(null), err::println)) {
      LocalStore.open(LocalStore.NAME, emulators.endpoints(), environment).close();
      return invoke(text, emulators.endpoints(), environment);
    }
  }

  private int invoke(String text, Emulators.Endpoints endpoints, LocalEnvironment environment) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    boolean failed = false;
    try (Invoker invoker =
        Invoker.start(
            function.handler.getName(),
            environment.ofFunction(LocalStore.NAME, function.name(), endpoints),
            err::println)) {
      for (int i = 0; i < times; i++) {
        InvokeResult result = invoker.invoke(text);
        failed |= result.failed();
        out.println(result.answer());
        out.flush();
        err.println(figures(i == 0 ? invoker.initMillis() : 0, result.millis()));
      }
    }
    return failed ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private static String figures(double init, double duration) {
    String text = String.format(Locale.ROOT, "duration %.1f ms", duration);
    return init == 0 ? text : String.format(Locale.ROOT, "init %.0f ms, %s", init, text);
  }

  private String read() {
    try {
      return Files.readString(event);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), "cannot read the event " + event, e);
    }
  }
}
