package io.schemeless.eventstore.aws;

import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.store.StoreException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// The machine's own clocks and randomness. Tasks run on virtual threads.
public final class SystemHost implements Host {
  private final SecureRandom random = new SecureRandom();

  @Override
  public long now() {
    return System.currentTimeMillis();
  }

  @Override
  public long elapsed() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /// @throws StoreException.Unavailable if the thread is interrupted; it stays so
  @Override
  public void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException.Unavailable("interrupted while waiting", e);
    }
  }

  @Override
  public byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public int random(int bound) {
    return random.nextInt(bound);
  }

  /// The calling thread may be interrupted: the tasks are, then, and still end before this does.
  @Override
  public <T> List<T> all(List<? extends Callable<T>> tasks) {
    List<Future<T>> futures = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Callable<T> task : tasks) {
        futures.add(threads.submit(task));
      }
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(result(future));
    }
    return results;
  }

  private static <T> T result(Future<T> ended) {
    if (ended.state() == Future.State.SUCCESS) {
      return ended.resultNow();
    }
    switch (ended.exceptionNow()) {
      case RuntimeException failure -> throw failure;
      case Error failure -> throw failure;
      case Throwable failure -> throw new IllegalStateException("a task failed", failure);
    }
  }
}
