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
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is known of the positions of a part of the log: which of them are not decided, as of the
/// last look. All of them were given before the watch began, so none can be added.
public final class Watch {
  private final StoreContext context;
  private final ClosedMarks marks;
  private final Meta meta;
  private final long from;
  private final long below;
  private final NavigableSet<Long> beside;
  private final long since;
  private final Backoff backoff;
  private final Overdue overdue;
  private @Nullable NavigableSet<Long> undecided;

  /// @param beside positions that do not matter, whatever comes to lie there
  Watch(
      StoreContext context,
      ClosedMarks marks,
      Meta meta,
      long from,
      long below,
      NavigableSet<Long> beside,
      long since,
      Deadline deadline) {
    this.context = context;
    this.marks = marks;
    this.meta = meta;
    this.from = from;
    this.below = below;
    this.beside = beside;
    this.since = since;
    this.backoff = Backoff.polling(context.host(), deadline);
    this.overdue = new Overdue(context, meta);
  }

  /// Those that matter, once they were looked at.
  public NavigableSet<Long> undecided() {
    NavigableSet<Long> mattering = new TreeSet<>(all());
    mattering.removeAll(beside);
    return mattering;
  }

  private NavigableSet<Long> all() {
    return Objects.requireNonNull(undecided, "nobody has looked");
  }

  /// The appends from a position on that bear their events themselves, if no other lies there; none
  /// if one does, or it is not known of each position whether it is decided, and how.
  @Nullable List<LogEntry> whole(long first) {
    NavigableMap<Long, Slot> slots = context.closed().slots(meta, first, below);
    NavigableSet<Long> open = all();
    List<LogEntry> entries = new ArrayList<>();
    for (long position = first; position < below; position++) {
      switch (slots.get(position)) {
        case null -> {
          if (!open.contains(position)) {
            return null;
          }
        }
        case Slot.Committed slot -> {
          if (slot.copy() == null) {
            return null;
          }
          entries.add(new LogEntry(position, slot));
        }
        case Slot.Void _ -> {}
      }
    }
    return entries;
  }

  /// Lets some time pass, or seals what is overdue, and looks again.
  ///
  /// @throws Unavailable if there is no time left, or the store was reset
  public void again() {
    if (!overdue.seal(undecided().first(), since)) {
      backoff.pause();
    }
    look();
  }

  public void look() {
    NavigableSet<Long> found = new TreeSet<>();
    long start = marks.unknownFrom(meta, from, below);
    for (Run run : context.closed().unknown(meta, start, below)) {
      look(run, found);
    }
    marks.keep(meta);
    undecided = found;
  }

  private void look(Run run, NavigableSet<Long> found) {
    long next = run.from();
    boolean more = true;
    while (more && next <= run.to()) {
      CellPage page = context.cells().query(ClosedPrefix.slots(meta, next, run.to()));
      for (Cell cell : page.cells()) {
        long position = Keys.numberOf(cell.key());
        addAll(found, next, position - 1);
        context.closed().decided(meta, position, Slot.of(cell));
        next = position + 1;
      }
      more = page.more();
    }
    addAll(found, next, run.to());
  }

  private static void addAll(NavigableSet<Long> found, long from, long to) {
    for (long p = from; p <= to; p++) {
      found.add(p);
    }
  }
}
