package io.schemeless.eventstore.log.item;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Value;
import org.jspecify.annotations.Nullable;

/// Names one attempt to append. Everything that the attempt writes carries it, and counts as
/// committed only if the slot carries it too.
public record CommitId(Value.Bytes value) {
  private static final int BYTES = 16;

  public static CommitId fresh(Host host) {
    return new CommitId(new Value.Bytes(host.randomBytes(BYTES)));
  }

  /// As a slot names one: each was made of so many bytes.
  ///
  /// @throws IllegalArgumentException if there are more or fewer
  static CommitId ofSlot(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a commit id of another length");
    }
    return new CommitId(new Value.Bytes(bytes));
  }

  /// That an attempt's item still lies there.
  public Condition unchanged() {
    return new Condition.Is(Attributes.COMMIT_ID, value);
  }

  /// That nothing lies there, or else what a dead attempt left.
  ///
  /// @param dead none where nothing may lie there
  public static Condition absentOr(@Nullable CommitId dead) {
    return dead == null
        ? new Condition.Absent()
        : new Condition.AbsentOr(Attributes.COMMIT_ID, dead.value);
  }

  public static CommitId of(Cell cell) {
    return new CommitId(new Value.Bytes(cell.bytes(Attributes.COMMIT_ID)));
  }
}
