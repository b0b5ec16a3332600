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
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StoreException.DuplicateEvent;
import io.schemeless.eventstore.store.StoreException.IdempotencyMismatch;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out who holds what a request claims. Always asked after the heads were read: a claim that
/// is free then cannot belong to an append that those heads already show.
final class Claims {
  private final StoreContext context;
  private final ClaimedEvents events;

  Claims(StoreContext context) {
    this.context = context;
    this.events = new ClaimedEvents(context);
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
    Map<Key, Cell> found = context.cells().getAll(keys(keys, plan), Read.CONSISTENT);
    Map<Claim.Name, CommitId> over = new HashMap<>();
    for (Claim.Name name : plan.claims()) {
      Cell cell = found.get(name.key(keys));
      Found held = cell == null ? null : held(keys, plan, name, cell);
      if (held == null && name instanceof Claim.Name.SourcedId sourced) {
        Cell alone = found.get(sourced.alone().key(keys));
        held = alone == null ? null : heldAlone(keys, plan, sourced, alone);
      }
      if (held != null) {
        return held;
      }
      if (cell != null) {
        over.put(name, CommitId.of(cell));
      }
    }
    return new Found.Free(over);
  }

  private static Set<Key> keys(Keys keys, Plan plan) {
    Set<Key> all = new LinkedHashSet<>();
    for (Claim.Name name : plan.claims()) {
      all.add(name.key(keys));
      if (name instanceof Claim.Name.SourcedId sourced) {
        all.add(sourced.alone().key(keys));
      }
    }
    return all;
  }

  /// What a claim comes to; none if it is dead or expired.
  private @Nullable Found held(Keys keys, Plan plan, Claim.Name name, Cell cell) {
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
    return null;
  }

  /// What the claim over an id alone comes to for an event that its source names, too: it stands
  /// only against events of the same source as the one that holds it. That one is native, or came
  /// as a CloudEvent when all ids were claimed so.
  private @Nullable Found heldAlone(Keys keys, Plan plan, Claim.Name.SourcedId name, Cell cell) {
    Found held = held(keys, plan, name, cell);
    if (!(held instanceof Found.Refused)) {
      return held;
    }
    try {
      return name.source().equals(events.holder(keys, Claim.of(cell)).source()) ? held : null;
    } catch (CorruptData e) {
      // It may have been purged under this look, as it may under one that ends in a refusal.
      return new Found.Refused(e);
    }
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
      case Claim.Name.SourcedId(_, var id, _) -> new DuplicateEvent(id);
      case Claim.Name.EventId(var id, _) -> new DuplicateEvent(id);
      case Claim.Name.IdempotencyKey _ -> new IdempotencyMismatch();
    };
  }
}
