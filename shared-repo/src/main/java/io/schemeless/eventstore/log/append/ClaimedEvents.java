package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.core.CommitReader;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Claim;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.CommitRef;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import java.util.List;

/// Reads the event that holds a claim: a claim over an id alone does not say of which source the
/// event is.
final class ClaimedEvents {
  private final StoreContext context;

  ClaimedEvents(StoreContext context) {
    this.context = context;
  }

  /// @param claim of an append that is committed
  /// @throws CorruptData if the event is not there, as it is where a purge has taken it
  Event holder(Keys keys, Claim claim) {
    if (!(context.slots().slot(keys, claim.position(), Read.CONSISTENT)
        instanceof Slot.Committed slot)) {
      throw missing(claim);
    }
    CommitReader reader = new CommitReader(context, keys);
    List<Event> events =
        slot.copy() != null
            ? reader.read(claim.position(), slot, slot.copy())
            : reader.read(List.of(commit(keys, claim, slot))).getFirst();
    return events.stream()
        .filter(event -> event.index() == claim.index())
        .findFirst()
        .orElseThrow(() -> missing(claim));
  }

  private Commit commit(Keys keys, Claim claim, Slot.Committed slot) {
    for (CommitRef ref : slot.refs()) {
      if (ref.indexes().find(claim.index()) >= 0) {
        Cell cell = context.cells().get(keys.commit(ref.stream(), ref.first()), Read.CONSISTENT);
        if (cell != null && CommitId.of(cell).equals(claim.id())) {
          return Commit.of(cell);
        }
      }
    }
    throw missing(claim);
  }

  private static CorruptData missing(Claim claim) {
    return new CorruptData(
        "the event that a claim at position " + claim.position() + " names is missing");
  }
}
