package io.schemeless.eventstore.log.item;

import org.jspecify.annotations.Nullable;

/// What a slot says of an attempt that took its position: the one question asked everywhere. Void
/// and foreign both mean that the attempt is dead.
public enum Settlement {
  /// The slot is not written yet.
  EMPTY,
  VOID,
  /// The attempt is committed.
  MINE,
  /// The slot belongs to another attempt.
  FOREIGN;

  public static Settlement of(@Nullable Slot slot, CommitId id) {
    return switch (slot) {
      case null -> EMPTY;
      case Slot.Void _ -> VOID;
      case Slot.Committed committed -> committed.commitId().equals(id) ? MINE : FOREIGN;
    };
  }
}
