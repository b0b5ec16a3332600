package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.core.Backoff;
import io.schemeless.eventstore.log.core.Deadline;
import io.schemeless.eventstore.log.core.Head;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Body;
import io.schemeless.eventstore.log.item.Claim;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Packed;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.ItemSize;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreException.OutcomeUnknown;
import io.schemeless.eventstore.store.StoreException.Throttled;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
  private final Plan plan;
  private final List<Head> heads;
  private final Map<Claim.Name, CommitId> over;
  private final Uploads uploads;
  private final long position;
  private final CommitId id;
  private final long recorded;
  private final long started;
  private volatile @Nullable StoreException fatal;

  /// @param heads of the plan's parts, in their order
  /// @param over the claims that may be overwritten
  /// @param position the ticket, taken after the heads were read
  Attempt(
      StoreContext context,
      Keys keys,
      Plan plan,
      List<Head> heads,
      Map<Claim.Name, CommitId> over,
      Uploads uploads,
      long position) {
    this.context = context;
    this.keys = keys;
    this.plan = plan;
    this.heads = heads;
    this.over = over;
    this.uploads = uploads;
    this.position = position;
    this.id = CommitId.fresh(context.host());
    this.recorded = context.host().now();
    this.started = context.host().elapsed();
  }

  /// The committed slot, or none if the attempt is dead and left nothing that counts.
  Slot.@Nullable Committed run() {
    List<Commit> commits = commits();
    if (!putAll(records()) || !putAll(cells(commits)) || isTooOld()) {
      return giveUp();
    }
    Slot slot;
    try {
      slot =
          context
              .slots()
              .commit(
                  keys,
                  position,
                  id,
                  recorded,
                  commits.stream().map(Commit::ref).toList(),
                  commits.stream().anyMatch(c -> c.body() instanceof Body.InS3)
                      ? null
                      : plan.whole());
    } catch (Throttled | Unavailable e) {
      return giveUp();
    } catch (StoreException e) {
      fatal = e;
      return giveUp();
    }
    return mine(slot);
  }

  private Slot.@Nullable Committed mine(Slot slot) {
    return slot instanceof Slot.Committed committed && committed.commitId().equals(id)
        ? committed
        : null;
  }

  /// Makes sure that the slot is decided, and tells how. Somebody else may have committed this
  /// attempt meanwhile, so putting Void is a question, not an order.
  private Slot.@Nullable Committed giveUp() {
    Backoff backoff = new Backoff(context.host(), Deadline.in(context.host(), TIME_TO_GIVE_UP));
    while (true) {
      Slot slot = sealed();
      if (slot != null) {
        Slot.Committed committed = mine(slot);
        if (committed == null && fatal != null) {
          throw fatal;
        }
        return committed;
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

  /// A cell of this attempt's, and the commit id of the dead one that it may replace.
  private record Mine(Cell cell, @Nullable CommitId replaces) {}

  private List<Mine> records() {
    List<Mine> records = new ArrayList<>();
    int items = plan.large() ? plan.items() : 0;
    for (Claim.Name name : plan.claims()) {
      int index = name instanceof Claim.Name.EventId(_, int i) ? i : 0;
      Claim claim = new Claim(id, position, index, plan.hash(), recorded, items);
      records.add(new Mine(claim.cell(keys, name), over.get(name)));
    }
    for (String chain : plan.chains()) {
      Map<String, Value> attributes = Map.of(Attributes.COMMIT_ID, id.value());
      records.add(new Mine(new Cell(keys.chain(chain, position), attributes), null));
    }
    return records;
  }

  private List<Commit> commits() {
    List<Commit> commits = new ArrayList<>();
    for (int i = 0; i < plan.parts().size(); i++) {
      commits.add(commit(plan.parts().get(i), heads.get(i)));
    }
    return commits;
  }

  private Commit commit(Plan.Part part, Head head) {
    Body.InS3 large = uploads.of(part.stream());
    Commit bare =
        new Commit(
            part.stream(),
            head.version() + 1,
            id,
            position,
            head.position(),
            part.indexes(),
            plan.lone() ? 0 : plan.items(),
            recorded,
            large != null ? large : new Body.Inline(Packed.plain(new byte[0])));
    return large != null
        ? bare
        : bare.with(new Body.Inline(Packed.pack(part.plain(), ItemSize.of(bare.cell(keys)))));
  }

  private List<Mine> cells(List<Commit> commits) {
    List<Mine> cells = new ArrayList<>();
    for (int i = 0; i < commits.size(); i++) {
      cells.add(new Mine(commits.get(i).cell(keys), heads.get(i).over()));
    }
    return cells;
  }

  /// Puts all; true if every one of them is known to be there.
  private boolean putAll(List<Mine> cells) {
    List<Callable<Boolean>> puts = new ArrayList<>();
    cells.forEach(mine -> puts.add(() -> put(mine)));
    return switch (puts.size()) {
      case 0 -> true;
      case 1 -> put(cells.getFirst());
      default -> context.host().all(puts).stream().allMatch(done -> done);
    };
  }

  /// True if the cell is there for sure. A refusal by our own cell is a request that was sent
  /// twice.
  private boolean put(Mine mine) {
    try {
      return switch (context.cells().put(mine.cell, CommitId.absentOr(mine.replaces))) {
        case Put.Written _ -> true;
        case Put.Refused(var existing) -> existing != null && CommitId.of(existing).equals(id);
      };
    } catch (Throttled | Unavailable e) {
      return false;
    } catch (StoreException e) {
      fatal = e;
      return false;
    }
  }
}
