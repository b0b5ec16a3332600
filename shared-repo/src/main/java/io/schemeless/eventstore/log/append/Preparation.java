package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.core.Deadline;
import io.schemeless.eventstore.log.core.Head;
import io.schemeless.eventstore.log.core.Heads;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreException.Throttled;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Puts all that an attempt has beside its slot.
///
/// The order is what readers rely on: records before commits, so that whoever sees a commit sees
/// its claims, and may finish it; commits before the slot, so that whoever sees the slot sees its
/// events. A commit that nobody else may finish, and that has no claims, may go with its records.
final class Preparation {
  /// How long an attempt waits for those below it.
  private static final Duration MAX_PATIENCE = Duration.ofSeconds(1);

  /// How many commits of others an attempt follows on one stream before it takes a new ticket.
  private static final int MAX_FOLLOWED = 8;

  private final StoreContext context;
  private final Heads heads;
  private final Meta meta;
  private final boolean inOrder;
  private final AttemptItems items;
  private final long position;
  private final CommitId id;

  /// @param position the attempt's
  /// @param id the attempt's
  Preparation(
      StoreContext context,
      Heads heads,
      Attempt.Basis basis,
      AttemptItems items,
      long position,
      CommitId id) {
    this.context = context;
    this.heads = heads;
    this.meta = basis.meta();
    this.inOrder = basis.inOrder();
    this.items = items;
    this.position = position;
    this.id = id;
  }

  /// Whether what an attempt needs is in the table.
  sealed interface Placed {

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

    /// The worst of several that go at once.
    static Placed all(Host host, List<Callable<Placed>> puts) {
      return host.all(puts).stream().reduce(new There(), Placed::and);
    }

    /// The worse of two.
    default Placed and(Placed other) {
      return this instanceof Failed || other instanceof There ? this : other;
    }
  }

  Placed run() {
    if (!items.mayGoAtOnce()) {
      return putAll(items.records()).then(this::putCommits);
    }
    return Placed.all(context.host(), List.of(() -> putAll(items.records()), this::putCommits));
  }

  /// Puts all at once.
  private Placed putAll(List<AttemptItems.Own> cells) {
    return atOnce(cells, own -> () -> put(own)).stream().reduce(new Placed.There(), Placed::and);
  }

  private <T> List<Placed> atOnce(List<T> all, Function<T, Callable<Placed>> put) {
    return all.isEmpty() ? List.of() : context.host().all(all.stream().map(put).toList());
  }

  /// Puts the commits; where another one lies, this attempt may follow it.
  private Placed putCommits() {
    List<Integer> parts = items.inKeyOrder();
    List<@Nullable Placed> first =
        inOrder
            ? Collections.nCopies(parts.size(), null)
            : atOnce(parts, part -> () -> put(items.commitCell(part)));
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
