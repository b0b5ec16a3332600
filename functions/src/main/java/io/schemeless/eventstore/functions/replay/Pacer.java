package io.schemeless.eventstore.functions.replay;

/// The time that a long poll lives in.
public interface Pacer {

  /// A clock that never goes back, in milliseconds.
  long elapsed();

  void sleep(long millis);
}
