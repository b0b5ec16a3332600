package io.schemeless.eventstore.log.core;

import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.item.Settlement;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StreamId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Finds the head of a stream, settling the newest commit on the way: one that is under way is
/// finished if it can be, else waited for, else sealed.
///
/// One step back is always enough: a commit is prepared only where the one below it was seen
/// committed, so below a dead one there is no other dead one.
public final class Heads {
  private final StoreContext context;

  public Heads(StoreContext context) {
    this.context = context;
  }

  /// The heads of several streams, each read and settled now.
  public List<Head> read(Meta meta, List<StreamId> streams, Read read, Deadline deadline) {
    return context
        .host()
        .all(
            streams.stream()
                .<Callable<Head>>map(stream -> () -> read(meta, stream, read, deadline))
                .toList());
  }

  /// The head, read and settled now. With [Read#EVENTUAL] it may be stale, but was once true, and
  /// the dead commit that it names once lay there.
  public Head read(Meta meta, StreamId stream, Read read, Deadline deadline) {
    Backoff backoff = Backoff.polling(context.host(), deadline);
    while (true) {
      Commit newest = newest(meta.keys(), stream, Keys.HIGHEST, read);
      if (newest == null) {
        return Head.NONE;
      }
      Slot slot = context.slots().slot(meta.keys(), newest.position(), read);
      if (slot == null && read == Read.EVENTUAL) {
        return read(meta, stream, Read.CONSISTENT, deadline);
      }
      if (slot == null) {
        slot = close(meta.keys(), newest);
      }
      if (slot != null) {
        return head(meta, newest, slot);
      }
      backoff.pause();
    }
  }

  /// The version of a stream as the log has it below a position, all of which is decided. Commits
  /// from that position on may lie on top, and in the place of dead ones. To count them would break
  /// no promise, as who is refused for one is refused by what is there by then; but one that is
  /// still open says nothing, and would cost a round.
  ///
  /// @throws CorruptData if something there is not decided, as where it was purged
  public long versionBelow(Keys keys, StreamId stream, long position) {
    String to = Keys.HIGHEST;
    while (true) {
      Commit newest = newest(keys, stream, to, Read.CONSISTENT);
      if (newest == null) {
        return 0;
      }
      if (newest.position() < position) {
        return switch (context
            .slots()
            .settle(keys, newest.position(), newest.id(), Read.CONSISTENT)) {
          case MINE -> newest.last();
          case VOID, FOREIGN -> newest.first() - 1;
          case EMPTY -> throw new CorruptData("a position that was decided is open again");
        };
      }
      to = Keys.number(newest.first() - 1);
    }
  }

  /// The head where a commit lies on a stream, once its append is decided; none if that takes
  /// longer than there is patience for.
  public @Nullable Head settled(Meta meta, Commit commit, Deadline patience) {
    Backoff backoff = Backoff.polling(context.host(), patience);
    while (true) {
      Slot slot = context.slots().slot(meta.keys(), commit.position(), Read.CONSISTENT);
      if (slot == null) {
        slot = close(meta.keys(), commit);
      }
      if (slot != null) {
        return head(meta, commit, slot);
      }
      if (patience.isOver()) {
        return null;
      }
      backoff.pause();
    }
  }

  /// Void and foreign are the same here: the attempt that put the commit is dead for ever, so what
  /// it put may be written over, on the condition that it still is what was seen.
  private Head head(Meta meta, Commit newest, Slot slot) {
    if (Settlement.of(slot, newest.id()) != Settlement.MINE) {
      return new Head(newest.first() - 1, newest.previous(), newest.id());
    }
    context.memory().remember(meta, newest.stream(), newest.last(), newest.position());
    return new Head(newest.last(), newest.position(), null);
  }

  /// Decides the slot of a commit under way: finishes a lone one, seals an overdue one. None where
  /// there still is time. Only a lone commit may be finished: its slot follows from it alone, and
  /// its records were put before it. Of one among several nobody but its writer knows whether the
  /// others are there.
  private @Nullable Slot close(Keys keys, Commit commit) {
    if (commit.lone()) {
      return context.slots().finish(keys, commit);
    }
    long grace = context.grace().graceOf(commit.items());
    return context.grace().isOver(keys, commit.position(), commit.recorded(), grace)
        ? context.slots().seal(keys, commit.position())
        : null;
  }

  private @Nullable Commit newest(Keys keys, StreamId stream, String to, Read read) {
    Range last = new Range(keys.stream(stream), Keys.LOWEST, to, true, 1, read);
    List<Cell> found = context.cells().query(last).cells();
    return found.isEmpty() ? null : Commit.of(found.getFirst());
  }
}
