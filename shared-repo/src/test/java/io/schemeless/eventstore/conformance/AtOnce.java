package io.schemeless.eventstore.conformance;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Runs a task many times at once.
final class AtOnce {
  private AtOnce() {}

  interface Numbered<T> {
    T run(int i) throws Exception;
  }

  static <T> List<T> run(int count, Numbered<T> task) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<T>> tasks =
          IntStream.range(0, count).<Callable<T>>mapToObj(i -> () -> task.run(i)).toList();
      return threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
