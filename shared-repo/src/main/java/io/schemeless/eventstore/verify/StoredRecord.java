package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.log.item.Claim;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.Decoding;
import io.schemeless.eventstore.log.item.KeyKind;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.port.Cell;

/// A claim or the record of a chain or a tag, as far as they are alike.
///
/// @param index the event's place in its append; 0 for the record of a chain or a tag
/// @param recorded when it was made; 0 for the record of a chain or a tag, which does not say
record StoredRecord(CommitId id, long position, int index, long recorded) {

  /// @throws io.schemeless.eventstore.store.StoreException.CorruptData if the cell is not what the
  ///   store writes
  static StoredRecord of(Cell cell) {
    if (KeyKind.of(cell.key()).isRecordOfPosition()) {
      return Decoding.of(
          "record", cell, c -> new StoredRecord(CommitId.of(c), Keys.numberOf(c.key()), 0, 0));
    }
    Claim claim = Claim.of(cell);
    return new StoredRecord(claim.id(), claim.position(), claim.index(), claim.recorded());
  }
}
