package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.port.Host;
import java.util.List;
import java.util.concurrent.Callable;

/// The host of one process of a random run: its wall clock may be off by up to an hour.
final class RandomHost implements Host {
  private static final long START = 1_700_000_000_000L;

  private final Turns turns;
  private final long skew;

  /// @param maxSkew how far off the clock may be, in milliseconds
  RandomHost(Turns turns, int maxSkew) {
    this.turns = turns;
    this.skew = turns.random().nextInt(2 * maxSkew + 1) - maxSkew;
  }

  @Override
  public long now() {
    return START + skew + turns.now();
  }

  @Override
  public long elapsed() {
    return turns.now();
  }

  @Override
  public void sleep(long millis) {
    turns.await(millis);
  }

  @Override
  public byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    turns.random().nextBytes(bytes);
    return bytes;
  }

  @Override
  public int random(int bound) {
    return turns.random().nextInt(bound);
  }

  @Override
  public <T> List<T> all(List<? extends Callable<T>> tasks) {
    return turns.all(tasks);
  }
}
