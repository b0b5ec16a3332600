package io.schemeless.eventstore.port;

/// How fresh a read must be.
public enum Read {
  /// May miss what was written a moment ago; half the price.
  EVENTUAL,
  /// Sees every write that was acknowledged before it began.
  CONSISTENT
}
