package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.port.Host;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// What one process of an exhaustive run may ask of its host. The wall clocks of the processes are
/// minutes apart, so that under a grace of nothing each finds the others' attempts overdue at once.
/// A sleep takes a second; bytes tell which process and call asked for them.
final class SimulatedHost implements Host {
  private static final long START = 1_700_000_000_000L;
  private static final long CLOCK_SKEW = 60_000;
  private static final long SLEEP = 1_000;

  private final int process;
  private final boolean lastFirst;
  private long slept;
  private long requests;
  private int calls;
  private int call;
  private int asked;

  /// @param lastFirst runs tasks that may run at once in reverse order
  SimulatedHost(int process, boolean lastFirst) {
    this.process = process;
    this.lastFirst = lastFirst;
  }

  /// A call to the store, and how often it has asked for bytes.
  record Caller(int call, int asked) {}

  /// The next call to the store begins. Returns the one that was under way.
  Caller nextCall() {
    Caller before = new Caller(call, asked);
    call = ++calls;
    asked = 0;
    return before;
  }

  /// A call goes on in whose middle another was made.
  void backTo(Caller outer) {
    call = outer.call;
    asked = outer.asked;
  }

  int call() {
    return call;
  }

  void tick() {
    requests++;
  }

  @Override
  public long now() {
    return START + process * CLOCK_SKEW + slept;
  }

  @Override
  public long elapsed() {
    return slept + requests;
  }

  @Override
  public void sleep(long millis) {
    slept += SLEEP;
  }

  @Override
  public byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    bytes[0] = (byte) process;
    bytes[1] = (byte) call;
    bytes[2] = (byte) asked++;
    return bytes;
  }

  @Override
  public int random(int bound) {
    return 0;
  }

  @Override
  public <T> List<T> all(List<? extends Callable<T>> tasks) {
    List<? extends Callable<T>> order = lastFirst ? tasks.reversed() : tasks;
    List<T> results = new ArrayList<>();
    @Nullable RuntimeException failure = null;
    for (Callable<T> task : order) {
      try {
        results.add(task.call());
      } catch (RuntimeException e) {
        failure = e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    if (lastFirst) {
      Collections.reverse(results);
    }
    return results;
  }
}
