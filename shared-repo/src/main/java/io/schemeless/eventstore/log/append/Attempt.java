package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.append.Preparation.Placed;
import io.schemeless.eventstore.log.core.Backoff;
import io.schemeless.eventstore.log.core.Deadline;
import io.schemeless.eventstore.log.core.Head;
import io.schemeless.eventstore.log.core.Heads;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Claim;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.CommitRef;
import io.schemeless.eventstore.log.item.Dictionary;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StoreException.OutcomeUnknown;
import io.schemeless.eventstore.store.StoreException.Throttled;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import io.schemeless.eventstore.store.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One attempt to append at one position: prepare, then commit, else give up. It ends committed or
/// dead, and says which; only where the table does not answer it ends as [OutcomeUnknown].
final class Attempt {
  /// Claims of keys may be deleted 7 days after they were made; an attempt that is this old leaves
  /// its claims alone by not committing.
  static final Duration MAX_AGE = Duration.ofMinutes(15);

  private static final Duration TIME_TO_GIVE_UP = Duration.ofSeconds(3);

  private final StoreContext context;
  private final Keys keys;
  private final Meta meta;
  private final Batch batch;
  private final AttemptItems items;
  private final Preparation preparation;
  private final Decision decision;
  private final long position;
  private final CommitId id;
  private final long recorded;
  private final long started;

  /// @param position the ticket, taken after the basis was read
  Attempt(
      StoreContext context,
      Heads heads,
      Decision decision,
      Batch batch,
      Basis basis,
      long position) {
    this.context = context;
    this.keys = basis.meta().keys();
    this.batch = batch;
    this.meta = basis.meta();
    this.decision = decision;
    this.position = position;
    this.id = CommitId.fresh(context.host());
    this.recorded = context.host().now();
    this.started = context.host().elapsed();
    this.items = new AttemptItems(batch, basis, position, id, recorded);
    this.preparation = new Preparation(context, heads, basis, items, position, id);
  }

  /// What an attempt stands on: what was read and settled before its ticket was taken.
  ///
  /// @param heads of all its streams
  /// @param over the claims that may be written over
  /// @param dictionary what bodies are packed with, if anything
  /// @param inOrder whether commits are put one after the other, in the order of their keys: where
  ///   attempts cross, one of them then gets all
  record Basis(
      Meta meta,
      Map<StreamId, Head> heads,
      Map<Claim.Name, CommitId> over,
      @Nullable Dictionary dictionary,
      boolean inOrder) {
    Head head(StreamId stream) {
      return Objects.requireNonNull(heads.get(stream));
    }
  }

  /// How an attempt ended.
  sealed interface Outcome {

    /// The slot carries the attempt's commit id, whoever put it.
    record Committed(Slot.Committed slot) implements Outcome {}

    /// The slot is void, or another attempt's: nothing that this one wrote will ever count.
    record Dead() implements Outcome {}
  }

  /// Prepares, commits and, if it cannot, gives up.
  ///
  /// The commit itself is the last put, and none of what comes before it counts without it.
  ///
  /// @throws StoreException if the attempt is dead for a reason that another would meet, too
  Outcome run() {
    context.underWay().begin(meta, position, batch.tags());
    try {
      return batch.conditional()
          ? run(decision.below(meta, batch, position, recorded))
          : end(preparation.run(), this::commit);
    } finally {
      context.underWay().end(position);
    }
  }

  /// Looks below the position while its own items are put: what is decided then stays so, and all
  /// else is kept away or waited for once they are there.
  private Outcome run(Below below) {
    return end(
        Placed.all(context.host(), List.of(() -> look(below), preparation::run)),
        () -> decide(below));
  }

  private Outcome end(Placed placed, Supplier<Outcome> next) {
    return switch (placed) {
      case Placed.There _ -> next.get();
      case Placed.NotThere _ -> giveUp();
      case Placed.Failed(var why) -> giveUp(why);
    };
  }

  private Placed look(Below below) {
    try {
      below.look();
      return new Placed.There();
    } catch (Throttled | Unavailable | CorruptData e) {
      // What is corrupt may have been purged: the next round sees whether the store is the same.
      return new Placed.NotThere(null);
    } catch (StoreException e) {
      return new Placed.Failed(e);
    }
  }

  /// Commits if all that its requests require of the log holds below its position. Those of which
  /// it does not are refused once the attempt is dead; the others go again.
  private Outcome decide(Below below) {
    Map<Pending, StoreException> broken;
    try {
      broken = below.broken(id);
    } catch (Throttled | Unavailable e) {
      return giveUp();
    } catch (CorruptData e) {
      // It may have been purged: the next round sees whether the store is the same.
      return giveUp();
    } catch (StoreException e) {
      return giveUp(e);
    }
    if (broken.isEmpty()) {
      return commit();
    }
    Outcome outcome = giveUp();
    if (outcome instanceof Outcome.Dead) {
      broken.forEach(Pending::refuse);
    }
    return outcome;
  }

  private Outcome commit() {
    if (isTooOld()) {
      return giveUp();
    }
    List<CommitRef> refs = items.commits().stream().map(Commit::ref).toList();
    try {
      return outcome(context.slots().commit(keys, position, id, recorded, refs, items.copy()));
    } catch (Throttled | Unavailable e) {
      return giveUp();
    } catch (StoreException e) {
      return giveUp(e);
    }
  }

  private Outcome outcome(Slot slot) {
    context.closed().decided(meta, position, slot);
    return slot instanceof Slot.Committed committed && committed.commitId().equals(id)
        ? new Outcome.Committed(committed)
        : new Outcome.Dead();
  }

  private Outcome giveUp(StoreException why) {
    return switch (giveUp()) {
      case Outcome.Committed committed -> committed;
      case Outcome.Dead _ -> throw why;
    };
  }

  /// Makes sure that the slot is decided, and tells how. Somebody else may have committed this
  /// attempt meanwhile, so putting Void is a question, not an order.
  private Outcome giveUp() {
    Backoff backoff = new Backoff(context.host(), Deadline.in(context.host(), TIME_TO_GIVE_UP));
    while (true) {
      Slot slot = sealed();
      if (slot != null) {
        return outcome(slot);
      }
      try {
        backoff.pause();
      } catch (Unavailable e) {
        throw unknown(e);
      }
    }
  }

  /// What is in the slot once Void was put where nothing was; none if the table does not say now.
  ///
  /// @throws OutcomeUnknown if it will not say at all. That others may still finish the attempt
  ///   makes this no definite no, whatever the reason.
  private @Nullable Slot sealed() {
    StoreException failure;
    try {
      return context.slots().seal(keys, position);
    } catch (StoreException e) {
      failure = e;
    }
    try {
      Slot slot = context.slots().slot(keys, position, Read.CONSISTENT);
      if (slot != null) {
        return slot;
      }
    } catch (Throttled | Unavailable _) {
      return null;
    } catch (StoreException e) {
      failure = e;
    }
    if (failure.retryable()) {
      return null;
    }
    throw unknown(failure);
  }

  private static OutcomeUnknown unknown(StoreException why) {
    return new OutcomeUnknown("the append may or may not have been made", why);
  }

  private boolean isTooOld() {
    long age = Math.max(context.host().elapsed() - started, context.host().now() - recorded);
    return age > MAX_AGE.toMillis();
  }
}
