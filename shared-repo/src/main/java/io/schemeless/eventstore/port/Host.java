package io.schemeless.eventstore.port;

import java.util.List;
import java.util.concurrent.Callable;

/// What the protocol asks of the process it runs in. Owning it makes a run repeatable.
public interface Host {

  /// The wall clock, in milliseconds since 1970. Only delays depend on it, never what is stored.
  long now();

  /// A clock that never goes back, in milliseconds.
  long elapsed();

  void sleep(long millis);

  byte[] randomBytes(int count);

  /// A number from 0 up to and without `bound`.
  int random(int bound);

  /// Runs all tasks to their end, at once where the host can (one alone where it is called), and
  /// returns what they returned, in order. If one throws, the first that did (in order) is thrown
  /// after all have ended.
  <T> List<T> all(List<? extends Callable<T>> tasks);
}
