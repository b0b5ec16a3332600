package io.schemeless.eventstore.local.invoke;

import io.schemeless.eventstore.local.BuildOutput;
import io.schemeless.eventstore.local.UserError;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A function of the packaged jar in a JVM of its own, run by AWS's runtime interface client.
public final class Invoker implements AutoCloseable {
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final Path JAR =
      BuildOutput.inRepository("functions/target/event-store-functions.jar");

  /// As Lambda's zips are started, without a snapshot.
  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final int SECONDS = 60;
  private static final double NANOS_PER_MILLI = 1e6;

  private final RuntimeApi api;
  private final BlockingQueue<Signal> signals;
  private final Process process;
  private final double initMillis;

  private Invoker(
      RuntimeApi api, BlockingQueue<Signal> signals, Process process, double initMillis) {
    this.api = api;
    this.signals = signals;
    this.process = process;
    this.initMillis = initMillis;
  }

  /// Starts it, and waits until it asks for its first event.
  ///
  /// @param handler the handler's class
  /// @param environment the function's, all of it
  /// @param log takes the lines that the function writes
  /// @throws UserError if it does not start, with what it said
  public static Invoker start(
      String handler, Map<String, String> environment, Consumer<String> log) {
    return start(handler, OPTIONS, environment, log);
  }

  /// As [#start(String, Map, Consumer)], with other options of the JVM.
  public static Invoker start(
      String handler, List<String> options, Map<String, String> environment, Consumer<String> log) {
    BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    RuntimeApi api = RuntimeApi.start(signals);
    Process process = null;
    try {
      long began = System.nanoTime();
      process = launch(handler, options, environment, api.address());
      drain(process, log);
      var unused =
          process
              .onExit()
              .thenAccept(ended -> signals.add(new Signal.Ended("exit code " + ended.exitValue())));
      Signal.Ready ready = expect(signals, Signal.Ready.class, "the function did not start");
      return new Invoker(api, signals, process, (ready.at() - began) / NANOS_PER_MILLI);
    } catch (RuntimeException e) {
      if (process != null) {
        process.destroyForcibly();
      }
      api.close();
      throw e;
    }
  }

  /// The function's jar and, behind it, the runtime interface client.
  ///
  /// @throws UserError if they are not built
  public static String classpath() {
    if (!Files.isRegularFile(JAR)) {
      throw new UserError("there is no " + JAR + "; build it: mvn -DskipTests package");
    }
    return JAR + File.pathSeparator + runtimeClient();
  }

  static Process launch(
      String handler, List<String> options, Map<String, String> environment, String api) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
            "-cp",
            classpath(),
            CLIENT,
            handler));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api);
    builder.environment().put("_HANDLER", handler);
    builder.redirectErrorStream(true);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UserError("cannot start the function: " + e.getMessage(), e);
    }
  }

  private static String runtimeClient() {
    Path list = BuildOutput.file("runtime.classpath");
    try {
      return Files.readString(list).strip();
    } catch (IOException e) {
      throw new UserError("the build has not listed the runtime client's jars in " + list, e);
    }
  }

  private static void drain(Process process, Consumer<String> log) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                lines.lines().forEach(log);
              } catch (UncheckedIOException | IOException e) {
                log.accept("(its output ended)");
              }
            });
  }

  /// From the start of the process to the first event, in milliseconds.
  public double initMillis() {
    return initMillis;
  }

  /// Calls the function once more.
  ///
  /// @throws UserError if Lambda would not take the event, or the function ends or does not answer
  public InvokeResult invoke(String event) {
    int size = event.getBytes(StandardCharsets.UTF_8).length;
    if (size > RuntimeApi.MAX_EVENT) {
      throw new UserError("the event has " + size + " bytes; Lambda takes " + RuntimeApi.MAX_EVENT);
    }
    long began = System.nanoTime();
    api.offer(event);
    Signal.Answered answer = expect(signals, Signal.Answered.class, "the function did not answer");
    expect(signals, Signal.Ready.class, "the function did not go on");
    return new InvokeResult(
        answer.body(), answer.failed(), (answer.at() - began) / NANOS_PER_MILLI);
  }

  private static <S extends Signal> S expect(
      BlockingQueue<Signal> signals, Class<S> expected, String otherwise) {
    try {
      Signal signal = signals.poll(SECONDS, TimeUnit.SECONDS);
      if (expected.isInstance(signal)) {
        return expected.cast(signal);
      }
      throw new UserError(
          otherwise
              + switch (signal) {
                case null -> " within " + SECONDS + " seconds";
                case Signal.Ended(String why) -> ": " + why;
                case Signal.Answered(_, String body, _) -> ": " + body;
                case Signal.Ready _ -> "";
              });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted", e);
    }
  }

  /// Ends the process, as Lambda does in the end.
  @Override
  public void close() {
    process.destroyForcibly();
    api.close();
  }
}
