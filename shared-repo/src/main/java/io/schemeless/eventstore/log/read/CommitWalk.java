package io.schemeless.eventstore.log.read;

import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Settlement;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a run of one stream's committed commits. Queries are no snapshot: a dead commit may be
/// replaced between two of them. The chain of previous positions finds that out.
///
/// Why settling one commit is enough: a commit is prepared only on top of one that its writer saw
/// committed, so in a chain that holds, every commit but the newest is committed. At most one dead
/// commit lies on a stream, at its top.
final class CommitWalk {
  private static final int MAX_RESTARTS = 20;

  private final StoreContext context;
  private final Keys keys;
  private final StreamId stream;
  private final int maxEvents;
  private final long maxBytes;

  /// @param maxEvents the walk ends once it has more than this many events,
  /// @param maxBytes or more than this many bytes of bodies
  CommitWalk(StoreContext context, Keys keys, StreamId stream, int maxEvents, long maxBytes) {
    this.context = context;
    this.keys = keys;
    this.stream = stream;
    this.maxEvents = maxEvents;
    this.maxBytes = maxBytes;
  }

  /// What a walk found.
  ///
  /// @param commits committed, in the order of the walk
  /// @param toEnd whether it reached the end of the stream in its direction
  record Found(List<Commit> commits, boolean toEnd) {}

  /// The commits from the one that holds `from` upwards. The newest read is settled; all before it
  /// are committed because it was prepared on top of them.
  Found forward(long from) {
    for (int i = 0; i < MAX_RESTARTS; i++) {
      Run run = new Run();
      long start = startOf(from);
      boolean toEnd = run.climb(start);
      if (run.commits.isEmpty() || run.commits.getFirst().first() <= from) {
        run.dropUnlessCommitted(run.commits.size() - 1);
        return new Found(run.commits, toEnd);
      }
    }
    throw restless();
  }

  /// The commits from the one that holds `from` downwards. Only the first read needs settling.
  Found backward(long from) {
    long start = from;
    for (int i = 0; i < MAX_RESTARTS; i++) {
      Run run = new Run();
      if (run.descend(start)) {
        @Nullable Commit dropped = run.dropUnlessCommitted(0);
        if (dropped == null || dropped.first() == 1 || !run.commits.isEmpty()) {
          boolean toEnd = run.commits.isEmpty() || run.commits.getLast().first() == 1;
          return new Found(run.commits, toEnd);
        }
        // The dead commit filled the walk by itself; the one below it is committed.
        start = dropped.first() - 1;
      }
    }
    throw restless();
  }

  private static Unavailable restless() {
    return new Unavailable("the stream changed again and again during the read", null);
  }

  private long startOf(long from) {
    if (from <= 1) {
      return 1;
    }
    List<Cell> found = context.cells().query(range(0, from, true, 1)).cells();
    return found.isEmpty() ? from : Commit.of(found.getFirst()).first();
  }

  private Range range(long from, long to, boolean backward, int limit) {
    return new Range(
        keys.stream(stream), Keys.number(from), Keys.number(to), backward, limit, Read.CONSISTENT);
  }

  private final class Run {
    private final List<Commit> commits = new ArrayList<>();
    private long events;
    private long bytes;

    boolean isEnough() {
      return events > maxEvents || bytes > maxBytes;
    }

    void add(Commit commit) {
      commits.add(commit);
      events += commit.count();
      bytes += commit.body().rawLength();
    }

    void removeLast() {
      Commit last = commits.removeLast();
      events -= last.count();
      bytes -= last.body().rawLength();
    }

    /// Reads upwards until it has enough; true if it reached the newest commit. Where the chain of
    /// previous positions breaks, it goes back by one commit: that one was dead, and is replaced.
    boolean climb(long start) {
      long next = start;
      for (int breaks = 0; breaks < MAX_RESTARTS; ) {
        CellPage slice = context.cells().query(range(next, Keys.MAX_NUMBER, false, maxEvents + 1));
        boolean broken = false;
        for (Cell cell : slice.cells()) {
          Commit commit = Commit.of(cell);
          if (!commits.isEmpty() && commit.previous() != commits.getLast().position()) {
            broken = true;
            break;
          }
          add(commit);
          if (isEnough()) {
            return false;
          }
        }
        if (broken) {
          // What was read before it has been replaced meanwhile: read on from there.
          next = commits.getLast().first();
          removeLast();
          breaks++;
        } else if (slice.more()) {
          next = commits.getLast().last() + 1;
        } else {
          return true;
        }
      }
      throw restless();
    }

    /// Reads downwards until it has enough; false if the chain broke, as then the commit that it
    /// started with was dead, and is replaced: nothing above it is known any more.
    boolean descend(long from) {
      long to = from;
      while (to >= 1) {
        CellPage slice = context.cells().query(range(0, to, true, maxEvents + 1));
        for (Cell cell : slice.cells()) {
          Commit commit = Commit.of(cell);
          if (!commits.isEmpty() && commits.getLast().previous() != commit.position()) {
            return false;
          }
          add(commit);
          if (isEnough()) {
            return true;
          }
        }
        if (!slice.more()) {
          return true;
        }
        to = commits.getLast().first() - 1;
      }
      return true;
    }

    /// Takes out the commit at `index` if it does not count, and returns it.
    @Nullable Commit dropUnlessCommitted(int index) {
      if (commits.isEmpty()) {
        return null;
      }
      Commit commit = commits.get(index);
      Settlement settled =
          context.slots().settle(keys, commit.position(), commit.id(), Read.CONSISTENT);
      return settled == Settlement.MINE ? null : commits.remove(index);
    }
  }
}
