package io.schemeless.eventstore.log;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Change;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
  ///
  /// @param counter as it was seen; if a ticket was taken since, nothing is changed
  Meta newEpoch(Meta old, @Nullable Cell counter, long position) {
    Meta next = change(old, old.epoch() + 1, old.table());
    Cell fresh =
        new Cell(
            old.keys().counter(),
            Map.of(
                Attributes.NEXT, new Value.Number(position),
                Attributes.EPOCH, new Value.Number(next.epoch())));
    boolean done =
        cells.transact(
            List.of(
                new Change.Write(next.cell(), unchangedSince(old)),
                new Change.Write(fresh, unchanged(counter))));
    return orElseChanged(done, next);
  }

  private static Condition unchanged(@Nullable Cell counter) {
    return counter == null
        ? new Condition.Absent()
        : new Condition.Is(Attributes.NEXT, new Value.Number(counter.number(Attributes.NEXT)));
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
