package io.schemeless.eventstore.testing;

import io.schemeless.eventstore.port.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// A process in which time passes only by sleeping, and nothing is random.
public final class ManualHost implements Host {
  private long elapsed;

  @Override
  public synchronized long now() {
    return elapsed;
  }

  @Override
  public synchronized long elapsed() {
    return elapsed;
  }

  @Override
  public synchronized void sleep(long millis) {
    elapsed += millis;
  }

  @Override
  public byte[] randomBytes(int count) {
    return new byte[count];
  }

  @Override
  public int random(int bound) {
    return bound - 1;
  }

  @Override
  public <T> List<T> all(List<? extends Callable<T>> tasks) {
    List<T> results = new ArrayList<>();
    for (Callable<T> task : tasks) {
      try {
        results.add(task.call());
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    return results;
  }
}
