package io.schemeless.eventstore.local.invoke;

/// What a function's process says; times by [System#nanoTime].
sealed interface Signal {

  /// It has started, or is done with an event, and asks for the next one.
  record Ready(long at) implements Signal {}

  /// @param failed whether the handler threw; the body then says what
  record Answered(long at, String body, boolean failed) implements Signal {}

  /// It ended, or could not start.
  record Ended(String why) implements Signal {}
}
