package io.schemeless.eventstore.port;

import org.jspecify.annotations.Nullable;

/// What became of a conditional put.
public sealed interface Put {

  record Written() implements Put {}

  /// The condition failed.
  ///
  /// @param existing the cell that is there; none for an [Condition.Is] on a missing cell
  record Refused(@Nullable Cell existing) implements Put {}
}
