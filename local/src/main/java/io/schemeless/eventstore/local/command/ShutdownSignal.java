package io.schemeless.eventstore.local.command;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.ExitCode;

/// The end of a command that runs until it is told to stop. A signal makes [#await] return, and the
/// process lives on until everything is closed.
final class ShutdownSignal implements AutoCloseable {
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private ShutdownSignal() {}

  /// Ends with a Ctrl-C (SIGINT) or SIGTERM.
  static ShutdownSignal onSignal() {
    ShutdownSignal signal = new ShutdownSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(signal::arrived));
    return signal;
  }

  private void arrived() {
    end(ExitCode.OK);
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void end(int exitCode) {
    exit.complete(exitCode);
  }

  /// Waits for the end.
  int await() {
    return exit.join();
  }

  /// Says that everything is closed.
  @Override
  public void close() {
    closed.countDown();
  }
}
