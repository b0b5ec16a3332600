package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.log.item.Closed;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Change;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.verify.Finding.Kind;
import java.util.List;

/// Checks that every position is decided that the item of the closed log says is. Runs after the
/// walk up the log, which may have gone on since.
final class ClosedCheck {
  private ClosedCheck() {}

  static void check(Pass pass, Key key) {
    if (!isRight(pass, key)) {
      pass.findings()
          .find(
              Kind.CLOSED_WRONG,
              "closed",
              "items that said how far the log is closed were removed",
              () -> pass.cells().transact(List.of(new Change.Remove(key))));
    }
  }

  private static boolean isRight(Pass pass, Key key) {
    try {
      Cell cell = pass.cells().get(key, Read.CONSISTENT);
      return cell == null || (!cell.has(Cell.EXPIRES) && isTrue(pass, Closed.of(cell)));
    } catch (CorruptData _) {
      return false;
    }
  }

  /// One of an earlier epoch is asked by nobody.
  private static boolean isTrue(Pass pass, Closed closed) {
    if (closed.epoch() < pass.meta().epoch()) {
      return true;
    }
    Survey survey = pass.survey();
    return closed.epoch() == pass.meta().epoch()
        && survey.holes.stream()
            .allMatch(hole -> isDecided(pass, hole.from(), Math.min(hole.to(), closed.position())))
        && isDecided(pass, survey.lastSlot + 1, closed.position());
  }

  private static boolean isDecided(Pass pass, long from, long to) {
    for (long position = from; position <= to; position++) {
      if (isEmpty(pass, position)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEmpty(Pass pass, long position) {
    try {
      return pass.cells().get(pass.keys().slot(position), Read.CONSISTENT) == null;
    } catch (CorruptData _) {
      return false;
    }
  }
}
