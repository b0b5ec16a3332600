package io.schemeless.eventstore.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Runs threads one at a time: each stops before every request, and a seed decides who goes on. Who
/// stops hands over to the next himself.
final class Turns {
  private final Random random;
  private final List<Worker> workers = new ArrayList<>();
  private final Semaphore ended = new Semaphore(0);
  private final ScopedValue<Worker> running = ScopedValue.newInstance();
  private Runnable between = () -> {};
  private @Nullable Throwable failure;
  private long now;
  private long turns;

  Turns(long seed) {
    this.random = new Random(seed);
  }

  /// Thrown through a process that is killed.
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;

    Death() {
      super(null, null, false, false);
    }
  }

  private static final class Worker {
    private final Semaphore go = new Semaphore(0);
    private long wakes;
    private int waitingFor;
    private boolean over;
    private boolean killed;
    private @Nullable Throwable failure;
    private @Nullable Worker parent;
  }

  Random random() {
    return random;
  }

  /// Milliseconds since the run began.
  long now() {
    return now;
  }

  long turns() {
    return turns;
  }

  void start(Runnable work) {
    start(work, null);
  }

  private Worker start(Runnable work, @Nullable Worker parent) {
    Worker worker = new Worker();
    worker.parent = parent;
    workers.add(worker);
    Thread.ofVirtual()
        .start(
            () -> {
              worker.go.acquireUninterruptibly();
              try {
                ScopedValue.where(running, worker).run(work);
              } catch (Throwable e) {
                worker.failure = e;
              } finally {
                end(worker);
              }
            });
    return worker;
  }

  private void end(Worker worker) {
    worker.over = true;
    if (worker.parent != null) {
      worker.parent.waitingFor--;
    } else if (worker.failure != null && !(worker.failure instanceof Death)) {
      failure = worker.failure;
      ended.release();
      return;
    }
    turnIsOver();
    @Nullable Worker next = next();
    if (next == null) {
      ended.release();
    } else {
      next.go.release();
    }
  }

  /// The caller's thread waits for its next turn, no sooner than so many milliseconds from now.
  void await(long millis) {
    Worker worker = running.get();
    worker.wakes = now + millis;
    pause(worker);
  }

  private void pause(Worker worker) {
    turnIsOver();
    Worker next = Objects.requireNonNull(next(), "somebody is always awake, or waited for");
    if (!next.equals(worker)) {
      next.go.release();
      worker.go.acquireUninterruptibly();
    }
    if (worker.killed) {
      throw new Death();
    }
  }

  /// Runs tasks as threads of their own, to the end of all of them.
  <T> List<T> all(List<? extends Callable<T>> tasks) {
    Worker caller = running.get();
    List<CompletableFuture<T>> results = new ArrayList<>();
    List<Worker> started = new ArrayList<>();
    for (Callable<T> task : tasks) {
      CompletableFuture<T> result = new CompletableFuture<>();
      results.add(result);
      started.add(start(() -> result.complete(called(task)), caller));
    }
    caller.waitingFor = started.size();
    if (!started.isEmpty()) {
      pause(caller);
    }
    for (Worker worker : started) {
      switch (worker.failure) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }
    return results.stream().map(CompletableFuture::resultNow).toList();
  }

  private static <T> T called(Callable<T> task) {
    try {
      return task.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// The process that the caller's thread belongs to dies: none of its threads makes another
  /// request.
  Death die() {
    Worker root = root(running.get());
    workers.stream().filter(worker -> root(worker).equals(root)).forEach(w -> w.killed = true);
    return new Death();
  }

  private static Worker root(Worker worker) {
    return worker.parent == null ? worker : root(worker.parent);
  }

  /// Gives turns until all threads have ended.
  ///
  /// @param before runs before each turn
  void run(Runnable before) {
    between = before;
    @Nullable Worker first = next();
    if (first == null) {
      return;
    }
    first.go.release();
    ended.acquireUninterruptibly();
    if (failure != null) {
      throw new AssertionError("a process failed: " + failure, failure);
    }
  }

  private void turnIsOver() {
    now += random.nextInt(4);
    turns++;
    workers.removeIf(w -> w.over);
  }

  /// Who goes on; none if all threads have ended.
  private @Nullable Worker next() {
    List<Worker> alive = workers.stream().filter(w -> w.waitingFor == 0).toList();
    if (alive.isEmpty()) {
      return null;
    }
    long first = alive.stream().mapToLong(w -> w.wakes).min().orElse(now);
    now = Math.max(now, first);
    List<Worker> awake = alive.stream().filter(w -> w.wakes <= now).toList();
    between.run();
    return awake.get(random.nextInt(awake.size()));
  }
}
