package io.schemeless.eventstore.log;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Change;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import java.util.List;
import java.util.Map;

/// Starts a new epoch of a store, and makes a restored table its own.
final class Fence {
  private final Cells cells;
  private final Host host;

  Fence(Cells cells, Host host) {
    this.cells = cells;
    this.host = host;
  }

  /// A new epoch, and a counter at `position`, in one step: whoever remembers the old epoch gets no
  /// ticket and no token of it is good any more.
  Meta newEpoch(Meta old, long position) {
    Meta next = change(old, old.epoch() + 1, old.table());
    Cell counter =
        new Cell(
            old.keys().counter(),
            Map.of(
                Attributes.NEXT, new Value.Number(position),
                Attributes.EPOCH, new Value.Number(next.epoch())));
    boolean done =
        cells.transact(
            List.of(
                new Change.Write(next.cell(), unchangedSince(old)),
                new Change.Write(counter, sameCounter(old))));
    return orElseChanged(done, next);
  }

  private Condition sameCounter(Meta meta) {
    Cell seen = cells.get(meta.keys().counter(), Read.CONSISTENT);
    return seen == null
        ? new Condition.Absent()
        : new Condition.Is(Attributes.NEXT, new Value.Number(seen.number(Attributes.NEXT)));
  }

  /// Lets the store serve from the table that it lies in.
  Meta adopt(Meta old, String table) {
    Meta next = change(old, old.epoch(), table);
    return orElseChanged(cells.put(next.cell(), unchangedSince(old)) instanceof Put.Written, next);
  }

  private static Meta orElseChanged(boolean done, Meta next) {
    if (!done) {
      throw new Unavailable("the store changed during its repair; run it again", null);
    }
    return next;
  }

  private Meta change(Meta old, long epoch, String table) {
    return new Meta(
        old.format(),
        old.store(),
        old.incarnation(),
        epoch,
        table,
        old.dead(),
        Base32.encode(host.randomBytes(8)));
  }

  private static Condition unchangedSince(Meta meta) {
    return new Condition.Is(Attributes.REVISION, new Value.Text(meta.revision()));
  }
}
