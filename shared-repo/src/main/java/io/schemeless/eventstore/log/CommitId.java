package io.schemeless.eventstore.log;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Value;

/// Names one attempt to append. Everything that the attempt writes carries it, and counts as
/// committed only if the slot carries it too.
record CommitId(Value.Bytes value) {
  private static final int BYTES = 16;

  static CommitId fresh(Host host) {
    return new CommitId(new Value.Bytes(host.randomBytes(BYTES)));
  }

  static CommitId of(Cell cell) {
    return new CommitId(new Value.Bytes(cell.bytes(Attributes.COMMIT_ID)));
  }
}
