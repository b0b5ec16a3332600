package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.verify.Finding.Kind;

/// Checks that the next ticket is above every position there is, and is given under the right
/// epoch. Runs last: the counter only rises.
final class CounterCheck {
  private static final String PLACE = "counter";

  private CounterCheck() {}

  static void run(Pass pass) {
    try {
      Cell cell = pass.cells().get(pass.keys().counter(), Read.CONSISTENT);
      if (cell == null) {
        pass.findings().find(Kind.COUNTER_MISSING, PLACE);
        return;
      }
      if (cell.has(Cell.EXPIRES)) {
        pass.findings().find(Kind.COUNTER_UNREADABLE, PLACE);
      }
      if (cell.number(Attributes.EPOCH) != pass.meta().epoch()) {
        pass.findings().find(Kind.COUNTER_EPOCH, PLACE);
      }
      if (cell.number(Attributes.NEXT) < pass.survey().highest) {
        pass.findings().find(Kind.COUNTER_BEHIND, PLACE);
      }
    } catch (CorruptData | IllegalArgumentException _) {
      pass.findings().find(Kind.COUNTER_UNREADABLE, PLACE);
    }
  }
}
