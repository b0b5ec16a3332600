package io.schemeless.eventstore.log.prefix;

import io.schemeless.eventstore.log.core.Backoff;
import io.schemeless.eventstore.log.core.ClosedMemory.Run;
import io.schemeless.eventstore.log.core.Deadline;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.LogEntry;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which positions of a part of the log are not decided, as of the last look, and what lies at the
/// others. All of them were given before the watch began, so none can be added.
public final class Watch {
  /// Of no more than this is it known what lies there.
  private static final int MAX_SEEN = 200;

  private final StoreContext context;
  private final ClosedMarks marks;
  private final Meta meta;
  private final long from;
  private final long below;
  private final long since;
  private final Backoff backoff;
  private final Overdue overdue;
  private final NavigableMap<Long, Slot> seen = new TreeMap<>();
  private NavigableSet<Long> undecided;

  Watch(
      StoreContext context,
      ClosedMarks marks,
      Meta meta,
      long from,
      long below,
      long since,
      Deadline deadline) {
    this.context = context;
    this.marks = marks;
    this.meta = meta;
    this.from = from;
    this.below = below;
    this.since = since;
    this.backoff = Backoff.polling(context.host(), deadline);
    this.overdue = new Overdue(context, meta);
    this.undecided = look();
  }

  public NavigableSet<Long> undecided() {
    return Collections.unmodifiableNavigableSet(undecided);
  }

  /// The appends from a position on that bear their events themselves, if no other lies there; none
  /// if one does, or it is not known of each position whether it is decided, and how.
  @Nullable List<LogEntry> whole(long first) {
    if (seen.tailMap(first).size() + undecided.tailSet(first).size() < below - first) {
      return null;
    }
    List<LogEntry> entries = new ArrayList<>();
    for (Map.Entry<Long, Slot> each : seen.tailMap(first).entrySet()) {
      if (each.getValue() instanceof Slot.Committed slot) {
        if (slot.copy() == null) {
          return null;
        }
        entries.add(new LogEntry(each.getKey(), slot));
      }
    }
    return entries;
  }

  /// Lets some time pass, or seals what is overdue, and looks again.
  ///
  /// @throws Unavailable if there is no time left, or the store was reset
  public void again() {
    if (!overdue.seal(undecided.first(), since)) {
      backoff.pause();
    }
    undecided = look();
  }

  private NavigableSet<Long> look() {
    NavigableSet<Long> found = new TreeSet<>();
    long start = Math.max(from, marks.mark(meta) + 1);
    for (Run run : context.closed().unknown(meta, start, below)) {
      look(run, found);
    }
    marks.keep(meta);
    return found;
  }

  private void look(Run run, NavigableSet<Long> found) {
    long next = run.from();
    boolean more = true;
    while (more && next <= run.to()) {
      CellPage page = context.cells().query(ClosedPrefix.slots(meta, next, run.to()));
      long decidedFrom = next;
      for (Cell cell : page.cells()) {
        long position = Keys.numberOf(cell.key());
        if (position > next) {
          remember(decidedFrom, next - 1);
          addAll(found, next, position - 1);
          decidedFrom = position;
        }
        if (seen.size() < MAX_SEEN) {
          seen.put(position, Slot.of(cell));
        }
        next = position + 1;
      }
      remember(decidedFrom, next - 1);
      more = page.more();
    }
    addAll(found, next, run.to());
  }

  private static void addAll(NavigableSet<Long> found, long from, long to) {
    for (long p = from; p <= to; p++) {
      found.add(p);
    }
  }

  private void remember(long from, long to) {
    if (from <= to) {
      context.closed().decided(meta, from, to);
    }
  }
}
