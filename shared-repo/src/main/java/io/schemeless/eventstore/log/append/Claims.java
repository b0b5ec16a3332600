package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Claim;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreException.DuplicateEvent;
import io.schemeless.eventstore.store.StoreException.IdempotencyMismatch;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds out who holds what a request claims. Always asked after the heads were read: a claim that
/// is free then cannot belong to an append that those heads already show.
final class Claims {
  private final StoreContext context;

  Claims(StoreContext context) {
    this.context = context;
  }

  sealed interface Found {

    /// Nobody holds any of them.
    ///
    /// @param over the dead (or expired) claims that lie there and may be overwritten
    record Free(Map<Claim.Name, CommitId> over) implements Found {}

    /// The same request is committed.
    ///
    /// @param offset the place of its first event
    record Answered(long position, int offset, Slot.Committed slot) implements Found {}

    /// Another request holds one for good.
    record Refused(StoreException why) implements Found {}

    /// An append under way holds one.
    record Pending() implements Found {}
  }

  Found look(Keys keys, Plan plan) {
    Map<Key, Cell> found =
        context
            .cells()
            .getAll(plan.claims().stream().map(c -> c.key(keys)).toList(), Read.CONSISTENT);
    Map<Claim.Name, CommitId> over = new HashMap<>();
    for (Claim.Name name : plan.claims()) {
      Cell cell = found.get(name.key(keys));
      if (cell == null) {
        continue;
      }
      Claim claim = Claim.of(cell);
      Slot slot = slot(keys, claim);
      if (slot == null) {
        return new Found.Pending();
      }
      if (slot instanceof Slot.Committed committed
          && committed.commitId().equals(claim.id())
          && !claim.isExpired(name, context.host().now())) {
        return plan.hash().isOf(claim)
            ? new Found.Answered(claim.position(), claim.index() - name.index(), committed)
            : new Found.Refused(refusal(name));
      }
      over.put(name, claim.id());
    }
    return new Found.Free(over);
  }

  /// The slot of a claim's append, sealed if it is overdue; none if it is under way.
  private @Nullable Slot slot(Keys keys, Claim claim) {
    Slot slot = context.slots().slot(keys, claim.position(), Read.CONSISTENT);
    long grace = context.grace().graceOf(claim.items());
    if (slot == null && context.grace().isOver(keys, claim.position(), claim.recorded(), grace)) {
      return context.slots().seal(keys, claim.position());
    }
    return slot;
  }

  private static StoreException refusal(Claim.Name name) {
    return switch (name) {
      case Claim.Name.EventId(var id, _) -> new DuplicateEvent(id);
      case Claim.Name.IdempotencyKey _ -> new IdempotencyMismatch();
    };
  }
}
