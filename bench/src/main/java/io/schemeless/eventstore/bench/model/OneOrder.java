package io.schemeless.eventstore.bench.model;

/// A store that gives all its events one order.
interface OneOrder {
  /// Appends one small event to a stream that only this writer appends to.
  ///
  /// @param writer who
  /// @param done called when it is acknowledged
  void append(int writer, Runnable done);

  /// How often an append was begun again because of another one.
  long repeats();

  /// How often a partition had no units left.
  long throttled();
}
