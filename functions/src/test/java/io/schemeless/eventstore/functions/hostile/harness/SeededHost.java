package io.schemeless.eventstore.functions.hostile.harness;

import io.schemeless.eventstore.functions.hostile.requests.Dice;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.testing.ManualHost;
import java.util.List;
import java.util.concurrent.Callable;

/// A process in which time passes only by sleeping, and a seed decides what is random: the same
/// requests get the same tokens and ids again.
public final class SeededHost implements Host {
  private final ManualHost time = new ManualHost();
  private final Dice dice;

  public SeededHost(long seed) {
    this.dice = new Dice(seed);
  }

  @Override
  public long now() {
    return time.now();
  }

  @Override
  public long elapsed() {
    return time.elapsed();
  }

  @Override
  public void sleep(long millis) {
    time.sleep(millis);
  }

  @Override
  public byte[] randomBytes(int count) {
    return dice.bytes(count);
  }

  @Override
  public int random(int bound) {
    return dice.below(bound);
  }

  @Override
  public <T> List<T> all(List<? extends Callable<T>> tasks) {
    return time.all(tasks);
  }
}
