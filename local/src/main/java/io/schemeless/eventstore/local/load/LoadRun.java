package io.schemeless.eventstore.local.load;

import io.schemeless.eventstore.history.History;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.store.AppendEvents;
import io.schemeless.eventstore.store.ReadStreams;
import io.schemeless.eventstore.store.ReplayEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Writers and readers that all work on one store at once.
///
/// @param history takes what they are told
/// @param stores each client opens one of its own, as a process of its own would
/// @param domain of all events that are appended
/// @param seed what the writers send follows from it
public record LoadRun<S extends AppendEvents & ReplayEvents & ReadStreams>(
    History history, Supplier<S> stores, String domain, long seed, Host host) {
  private static final List<Integer> PAGES = List.of(100, 7, 1_000);
  private static final int TELL_SECONDS = 2;

  /// Runs until the quota is used up, and all readers have come to the end.
  ///
  /// @param progress told of the history now and then
  /// @throws RuntimeException if one of them fails otherwise than the history knows
  public void run(LoadPlan plan, Quota quota, Consumer<History.Progress> progress) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < plan.writers(); i++) {
        Requests requests = new Requests(domain, i, seed + i);
        writers.add(
            threads.submit(
                stopping(
                    quota, () -> new Writer<>(stores.get(), history, requests, host).run(quota))));
      }
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < plan.readers(); i++) {
        int page = PAGES.get(i % PAGES.size());
        readers.add(threads.submit(stopping(quota, () -> follow(page, writers))));
      }
      readers.add(threads.submit(stopping(quota, () -> readStreams(writers))));
      await(writers, progress);
      await(readers, progress);
    }
  }

  private void follow(int page, List<Future<?>> writers) {
    history.tail(stores.get(), page, new WritersEnd(writers, host)::isOverAfterAPause);
  }

  private void readStreams(List<Future<?>> writers) {
    StreamFollower.run(
        stores.get(),
        history,
        Requests.streams(domain),
        host,
        new WritersEnd(writers, host)::isOver);
  }

  /// What fails ends the load.
  private static Runnable stopping(Quota quota, Runnable client) {
    return () -> {
      try {
        client.run();
      } catch (RuntimeException | Error e) {
        quota.stop();
        throw e;
      }
    };
  }

  private void await(List<Future<?>> clients, Consumer<History.Progress> progress) {
    for (Future<?> client : clients) {
      while (!isOver(client)) {
        progress.accept(history.progress());
      }
    }
  }

  private static boolean isOver(Future<?> client) {
    try {
      client.get(TELL_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
