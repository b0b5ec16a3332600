package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.log.item.KeyKind;
import io.schemeless.eventstore.log.item.Settlement;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.verify.Finding.Kind;
import io.schemeless.eventstore.verify.Verification.Count;
import org.jspecify.annotations.Nullable;

/// Checks that each claim and each record of a chain or a tag of a committed append points to an
/// event that has it.
final class RecordCheck {
  private final Pass pass;

  RecordCheck(Pass pass) {
    this.pass = pass;
  }

  void check(Key key, StoredRecord record, @Nullable Slot slot) {
    pass.survey().seen(record.position());
    switch (Settlement.of(slot, record.id())) {
      case EMPTY -> {
        pass.findings().count(Count.PENDING);
        pass.survey().left(record);
      }
      case VOID, FOREIGN -> pass.findings().count(Count.DEAD);
      case MINE -> committed(key, record);
    }
  }

  private void committed(Key key, StoredRecord record) {
    pass.findings()
        .count(
            switch (KeyKind.of(key)) {
              case CHAIN -> Count.CHAIN_RECORDS;
              case TAG -> Count.TAG_RECORDS;
              default -> Count.CLAIMS;
            });
    if (!pass.survey().walked(record.position())
        || KeyKind.of(key).mayExpire()
        || pass.survey().unsure.contains(record.position())) {
      return;
    }
    String text = Survey.record(key.partition(), record.position(), record.index());
    if (!pass.survey().records.contains(text)) {
      pass.findings().find(Kind.RECORD_ASTRAY, PlaceNames.position(record.position()));
    }
  }
}
