package io.schemeless.eventstore.local.transfer;

import org.jspecify.annotations.Nullable;

/// What an import takes its events from, one after the other.
public interface ImportSource extends AutoCloseable {
  /// The next event as the API takes it, none at the end.
  byte @Nullable [] next();

  /// How much of the source is done, 0 to 1; below 0 where nobody can tell.
  double done();

  @Override
  void close();
}
