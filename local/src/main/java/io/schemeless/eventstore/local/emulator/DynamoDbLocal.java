package io.schemeless.eventstore.local.emulator;

import io.schemeless.eventstore.local.ChildEnvironment;
import io.schemeless.eventstore.local.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// DynamoDB Local as a child process.
public final class DynamoDbLocal implements AutoCloseable {
  private static final int SECONDS_TO_START = 60;
  private static final int SECONDS_TO_STOP = 10;

  private final Process process;
  private final ProcessOutput errors;
  private final URI endpoint;
  private volatile boolean closing;

  private DynamoDbLocal(Process process, ProcessOutput errors, URI endpoint) {
    this.process = process;
    this.errors = errors;
    this.endpoint = endpoint;
  }

  /// Starts it and waits until it answers.
  ///
  /// @param directory an existing directory to keep its data in, or none to keep it in memory
  /// @param warm whether its code is compiled for a long run
  /// @param onFailure told what it said last, if it ends before it is closed
  /// @throws UserError if it does not start, with what it said last
  public static DynamoDbLocal start(
      @Nullable Path directory, boolean warm, Consumer<String> onFailure) {
    Process process = launch(command(directory, warm));
    ProcessOutput errors = ProcessOutput.drain(process.getErrorStream());
    try {
      URI endpoint = URI.create("http://127.0.0.1:" + port(process));
      DynamoDbLocal child = new DynamoDbLocal(process, errors, endpoint);
      child.tellOfItsEnd(onFailure);
      return child;
    } catch (RuntimeException e) {
      process.destroyForcibly();
      throw new UserError("DynamoDB Local did not start: " + e.getMessage() + errors.tail(), e);
    }
  }

  private static List<String> command(@Nullable Path directory, boolean warm) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + (warm ? 4 : 1),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                EmulatorClasspath.read(),
                DynamoDbLocalMain.class.getName()));
    if (directory != null) {
      command.add(directory.toAbsolutePath().toString());
    }
    return command;
  }

  private static Process launch(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(ChildEnvironment::isOfTheShell);
    builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UserError("cannot start DynamoDB Local: " + e.getMessage(), e);
    }
  }

  private static int port(Process process) {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    try {
      return CompletableFuture.supplyAsync(() -> readyPort(output))
          .get(SECONDS_TO_START, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("no answer within " + SECONDS_TO_START + " seconds", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("it stopped at once", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static int readyPort(BufferedReader output) {
    String line =
        output.lines().filter(l -> l.startsWith(DynamoDbLocalMain.READY)).findFirst().orElseThrow();
    return Integer.parseInt(line.substring(DynamoDbLocalMain.READY.length()));
  }

  public URI endpoint() {
    return endpoint;
  }

  public long pid() {
    return process.pid();
  }

  private void tellOfItsEnd(Consumer<String> onFailure) {
    var unused =
        process
            .onExit()
            .thenAccept(
                ended -> {
                  if (!closing) {
                    onFailure.accept("DynamoDB Local stopped by itself" + errors.tail());
                  }
                });
  }

  /// Lets it finish and waits for its end.
  @Override
  public void close() {
    closing = true;
    try {
      process.outputWriter(StandardCharsets.UTF_8).close();
      if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
