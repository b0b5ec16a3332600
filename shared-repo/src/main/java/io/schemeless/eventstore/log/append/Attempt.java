package io.schemeless.eventstore.log.append;

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
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreException.OutcomeUnknown;
import io.schemeless.eventstore.store.StoreException.Throttled;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import io.schemeless.eventstore.store.StreamId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One attempt to append at one position: prepare, then commit, else give up. It ends committed or
/// dead, and says which; only where the table does not answer it ends as [OutcomeUnknown].
final class Attempt {
  /// Claims of keys may be deleted 7 days after they were made; an attempt that is this old leaves
  /// its claims alone by not committing.
  static final Duration MAX_AGE = Duration.ofMinutes(15);

  private static final Duration TIME_TO_GIVE_UP = Duration.ofSeconds(3);

  /// How long an attempt waits for those below it.
  private static final Duration MAX_PATIENCE = Duration.ofSeconds(1);

  /// How many commits of others an attempt follows on one stream before it takes a new ticket.
  private static final int MAX_FOLLOWED = 8;

  private final StoreContext context;
  private final Heads heads;
  private final Meta meta;
  private final Keys keys;
  private final AttemptItems items;
  private final boolean inOrder;
  private final long position;
  private final CommitId id;
  private final long recorded;
  private final long started;

  /// @param position the ticket, taken after the basis was read
  Attempt(StoreContext context, Heads heads, Batch batch, Basis basis, long position) {
    this.context = context;
    this.heads = heads;
    this.meta = basis.meta();
    this.keys = meta.keys();
    this.inOrder = basis.inOrder();
    this.position = position;
    this.id = CommitId.fresh(context.host());
    this.recorded = context.host().now();
    this.started = context.host().elapsed();
    this.items = new AttemptItems(batch, basis, position, id, recorded);
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

  /// Whether what an attempt needs is in the table.
  private sealed interface Placed {

    record There() implements Placed {}

    /// Something else lies there, or the table does not say.
    ///
    /// @param instead what lies there, if the table said so
    record NotThere(@Nullable Cell instead) implements Placed {}

    /// For a reason that another attempt would meet, too.
    record Failed(StoreException why) implements Placed {}

    default Placed then(Supplier<Placed> next) {
      return this instanceof There ? next.get() : this;
    }

    /// The worse of two.
    default Placed and(Placed other) {
      return this instanceof Failed || other instanceof There ? this : other;
    }
  }

  /// Prepares, commits and, if it cannot, gives up.
  ///
  /// The order is what readers rely on: records before commits, so that whoever sees a commit sees
  /// its claims; commits before the slot, so that whoever sees the slot sees its events. The commit
  /// itself is the last put, and none of what comes before it counts without it.
  ///
  /// @throws StoreException if the attempt is dead for a reason that another would meet, too
  Outcome run() {
    Placed prepared = putAll(items.records()).then(this::putCommits);
    return switch (prepared) {
      case Placed.There _ -> isTooOld() ? giveUp() : commit(items.commits());
      case Placed.NotThere _ -> giveUp();
      case Placed.Failed(var why) -> giveUp(why);
    };
  }

  private Outcome commit(List<Commit> commits) {
    List<CommitRef> refs = commits.stream().map(Commit::ref).toList();
    try {
      return outcome(context.slots().commit(keys, position, id, recorded, refs, items.copy()));
    } catch (Throttled | Unavailable e) {
      return giveUp();
    } catch (StoreException e) {
      return giveUp(e);
    }
  }

  private Outcome outcome(Slot slot) {
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

  /// Puts all at once.
  private Placed putAll(List<AttemptItems.Own> cells) {
    return placeAll(cells.stream().<Callable<Placed>>map(own -> () -> put(own)).toList()).stream()
        .reduce(new Placed.There(), Placed::and);
  }

  private List<Placed> placeAll(List<Callable<Placed>> puts) {
    return puts.size() <= 1 ? puts.stream().map(Attempt::one).toList() : context.host().all(puts);
  }

  private static Placed one(Callable<Placed> put) {
    try {
      return put.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// Puts the commits; where another one lies, this attempt may follow it.
  private Placed putCommits() {
    List<Integer> parts = items.inKeyOrder();
    List<@Nullable Placed> first =
        inOrder
            ? Collections.nCopies(parts.size(), null)
            : placeAll(
                parts.stream().<Callable<Placed>>map(p -> () -> put(items.commitCell(p))).toList());
    Deadline patience = Deadline.in(context.host(), patience());
    for (int i = 0; i < parts.size(); i++) {
      Placed placed = follow(parts.get(i), first.get(i), patience);
      if (!(placed instanceof Placed.There)) {
        return placed;
      }
    }
    return new Placed.There();
  }

  /// A reader that stands at our position seals it when the grace is over.
  private Duration patience() {
    Duration half = context.options().grace().dividedBy(2);
    return half.compareTo(MAX_PATIENCE) < 0 ? half : MAX_PATIENCE;
  }

  /// Puts a commit on top of whatever was committed meanwhile. Only what lies at a lower position
  /// may be followed, as a stream's versions rise with the log; nobody waits for a higher one, so
  /// nobody waits in a circle, and of attempts that cross the one with the highest ticket goes on.
  ///
  /// @param first what came of the first put; none if there was none yet
  private Placed follow(int part, @Nullable Placed first, Deadline patience) {
    Placed placed = first != null ? first : put(items.commitCell(part));
    for (int i = 0; i < MAX_FOLLOWED; i++) {
      if (!(placed instanceof Placed.NotThere(Cell instead)) || instead == null) {
        return placed;
      }
      Head head;
      try {
        head = headAbove(part, instead, patience);
      } catch (Throttled | Unavailable e) {
        return new Placed.NotThere(null);
      } catch (StoreException e) {
        return new Placed.Failed(e);
      }
      if (head == null) {
        return placed;
      }
      items.move(part, head);
      placed = put(items.commitCell(part));
    }
    return placed;
  }

  /// The head on top of which the part may go; none if it may not go on another commit at all.
  private @Nullable Head headAbove(int part, Cell instead, Deadline patience) {
    Commit other = Commit.of(instead);
    if (other.position() > position) {
      return null;
    }
    Head head = heads.settled(meta, other, patience);
    return head != null && items.mayMove(part, head) ? head : null;
  }

  /// A refusal by our own cell is a request that was sent twice.
  private Placed put(AttemptItems.Own own) {
    try {
      return switch (context.cells().put(own.cell(), CommitId.absentOr(own.replaces()))) {
        case Put.Written _ -> new Placed.There();
        case Put.Refused(var there) ->
            there != null && CommitId.of(there).equals(id)
                ? new Placed.There()
                : new Placed.NotThere(there);
      };
    } catch (Throttled | Unavailable e) {
      return new Placed.NotThere(null);
    } catch (StoreException e) {
      return new Placed.Failed(e);
    }
  }
}
