package io.schemeless.eventstore.projection;

/// What a runner is doing.
public enum ProjectionState {
  /// It was not started, or has come to the end of the log and returned.
  IDLE,
  /// It applies what is there.
  CATCHING_UP,
  /// It has applied all there is, and waits for more.
  FOLLOWING,
  /// The store or the target does not work; it tries again.
  BACKING_OFF,
  /// Another instance is at work; this one takes over when that one stands still.
  STANDING_BY,
  /// It has given up; the last failure says why.
  STOPPED,
  /// The store was emptied or restored; it must be built anew.
  REBUILD_NEEDED,
  /// It was closed.
  CLOSED
}
