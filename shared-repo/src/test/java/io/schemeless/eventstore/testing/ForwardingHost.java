package io.schemeless.eventstore.testing;

import io.schemeless.eventstore.port.Host;
import java.util.List;
import java.util.concurrent.Callable;

/// Another host, of which a test changes some answers.
public class ForwardingHost implements Host {
  private final Host host;

  public ForwardingHost(Host host) {
    this.host = host;
  }

  @Override
  public long now() {
    return host.now();
  }

  @Override
  public long elapsed() {
    return host.elapsed();
  }

  @Override
  public void sleep(long millis) {
    host.sleep(millis);
  }

  @Override
  public byte[] randomBytes(int count) {
    return host.randomBytes(count);
  }

  @Override
  public int random(int bound) {
    return host.random(bound);
  }

  @Override
  public <T> List<T> all(List<? extends Callable<T>> tasks) {
    return host.all(tasks);
  }
}
