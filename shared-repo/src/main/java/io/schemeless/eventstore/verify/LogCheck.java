package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.log.item.KeyKind;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.LogEntry;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.verify.Finding.Kind;
import io.schemeless.eventstore.verify.Verification.Count;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks the log from its first position: which are open, which given up, and every append.
final class LogCheck {
  private final Pass pass;
  private final AppendCheck appends;

  /// The position after the last slot.
  private long next = 1;

  /// The position to look at where it has to be one by one.
  private long at = 1;

  private String from = Keys.number(1);

  LogCheck(Pass pass) {
    this.pass = pass;
    this.appends = new AppendCheck(pass);
  }

  void run() {
    while (true) {
      List<Cell> cells;
      try {
        cells = query();
      } catch (CorruptData _) {
        step();
        continue;
      }
      if (cells.isEmpty()) {
        return;
      }
      take(cells);
      from = cells.getLast().key().sort() + "\0";
      pass.findings().at("log", pass.survey().lastSlot);
    }
  }

  private List<Cell> query() {
    return pass.cells()
        .query(new Range(pass.keys().log(), from, Keys.HIGHEST, false, Pass.CHUNK, Read.CONSISTENT))
        .cells();
  }

  /// Goes on by one position, where a query would meet an item that cannot be read at all.
  private void step() {
    long position = at;
    try {
      Cell cell = pass.cells().get(pass.keys().slot(position), Read.CONSISTENT);
      if (cell != null) {
        take(List.of(cell));
      }
    } catch (CorruptData _) {
      pass.findings().find(Kind.SLOT_UNREADABLE, PlaceNames.position(position));
      taken(position, null);
    }
    at = position + 1;
    from = Keys.number(at);
  }

  private void take(List<Cell> cells) {
    List<LogEntry> committed = new ArrayList<>();
    for (Cell cell : cells) {
      if (KeyKind.of(cell.key()) != KeyKind.SLOT) {
        pass.findings().find(Kind.ITEM_UNKNOWN, PlaceNames.item(cell.key()));
        continue;
      }
      long position = Keys.numberOf(cell.key());
      if (cell.has(Cell.EXPIRES)) {
        pass.findings().find(Kind.SLOT_UNREADABLE, PlaceNames.position(position));
      }
      Slot slot = slot(cell, position);
      switch (slot) {
        case null -> {}
        case Slot.Void _ -> pass.findings().count(Count.VOIDS);
        case Slot.Committed append -> committed.add(new LogEntry(position, append));
      }
      taken(position, slot);
    }
    appends.check(committed);
  }

  private void taken(long position, @Nullable Slot slot) {
    hole(position, slot);
    pass.survey().lastSlot = position;
    pass.survey().seen(position);
    next = position + 1;
    at = next;
  }

  private @Nullable Slot slot(Cell cell, long position) {
    try {
      return Slot.of(cell);
    } catch (CorruptData _) {
      pass.findings().find(Kind.SLOT_UNREADABLE, PlaceNames.position(position));
      return null;
    }
  }

  private void hole(long position, @Nullable Slot above) {
    if (position > next) {
      long at = above == null ? pass.context().host().now() : above.at();
      pass.survey().holes.add(new Survey.Hole(next, position - 1, at));
      boolean old = pass.isOld(at);
      pass.findings().count(old ? Count.OPEN_OLD : Count.OPEN_YOUNG, position - next);
    }
  }
}
