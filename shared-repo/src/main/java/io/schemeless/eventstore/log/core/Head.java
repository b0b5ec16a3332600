package io.schemeless.eventstore.log.core;

import io.schemeless.eventstore.log.item.CommitId;
import org.jspecify.annotations.Nullable;

/// The newest committed event of a stream.
///
/// @param version its sequence, 0 for a stream without events
/// @param position the position of its commit, 0 for none
/// @param over the commit id of a dead commit that lies where the next one goes, and may be
///   overwritten
public record Head(long version, long position, @Nullable CommitId over) {
  static final Head NONE = new Head(0, 0, null);

  /// As it will be once so many events more are on top of it.
  public Head raised(int events) {
    return new Head(version + events, position, over);
  }
}
