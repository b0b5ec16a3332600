package io.schemeless.eventstore.port;

import io.schemeless.eventstore.store.StoreException.Unavailable;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// The real process: its clocks, its randomness, and virtual threads.
public final class SystemHost implements Host {
  /// How many tasks of one call run at once: each may hold a connection.
  private static final int AT_ONCE = 16;

  /// Lambda seeds it anew in each process that starts from a snapshot, and no other generator.
  private final SecureRandom random = new SecureRandom();

  @Override
  public long now() {
    return System.currentTimeMillis();
  }

  @Override
  public long elapsed() {
    return System.nanoTime() / 1_000_000;
  }

  @Override
  public void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted", e);
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

  @Override
  public <T> List<T> all(List<? extends Callable<T>> tasks) {
    return tasks.size() == 1 ? List.of(alone(tasks.getFirst())) : atOnce(tasks);
  }

  private static <T> T alone(Callable<T> task) {
    try {
      return task.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> List<T> atOnce(List<? extends Callable<T>> tasks) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      Semaphore places = new Semaphore(AT_ONCE);
      tasks.forEach(task -> running.add(threads.submit(() -> in(places, task))));
      List<T> results = new ArrayList<>();
      for (Future<T> task : running) {
        results.add(task.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted", e);
    }
  }

  private static <T> T in(Semaphore places, Callable<T> task) throws Exception {
    places.acquire();
    try {
      return task.call();
    } finally {
      places.release();
    }
  }
}
