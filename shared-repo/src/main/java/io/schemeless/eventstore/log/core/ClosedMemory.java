package io.schemeless.eventstore.log.core;

import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.item.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What this process has seen decided of the log, in one life of the store, and what lies at the
/// last of these positions. What is decided stays so: it never knows too much, only too little.
public final class ClosedMemory {
  private static final int MAX_ABOVE = 16_384;

  /// Runs that lie so near to each other come as one: to look at a few slots anew costs less than
  /// another request.
  private static final int NEAR = 16;

  /// Of no more positions is it known what lies there, and of none where that is more than a few
  /// KiB.
  private static final int MAX_SLOTS = 200;

  private static final int MAX_REFS = 20;
  private static final int MAX_COPY = 4 * 1024;

  private final TreeSet<Long> above = new TreeSet<>();
  private final TreeMap<Long, Slot> slots = new TreeMap<>();
  private @Nullable Meta life;
  private long mark;

  /// Positions that follow one another, both ends in it.
  public record Run(long from, long to) {}

  /// Every position up to this one is decided; 0 for none.
  public synchronized long mark(Meta meta) {
    return isOf(meta) ? mark : 0;
  }

  /// The positions from one to below another, but for those known to be decided. Some that are may
  /// be among them.
  public synchronized List<Run> unknown(Meta meta, long from, long below) {
    List<Run> runs = new ArrayList<>();
    long next = isOf(meta) ? Math.max(from, mark + 1) : from;
    if (isOf(meta) && next < below) {
      for (long decided : above.subSet(next, below)) {
        add(runs, next, decided - 1);
        next = decided + 1;
      }
    }
    add(runs, next, below - 1);
    return runs;
  }

  private static void add(List<Run> runs, long from, long to) {
    if (from > to) {
      return;
    }
    if (!runs.isEmpty() && runs.getLast().to + NEAR >= from) {
      runs.add(new Run(runs.removeLast().from, to));
    } else {
      runs.add(new Run(from, to));
    }
  }

  /// What lies at the positions from one to below another, as far as that is known.
  public synchronized NavigableMap<Long, Slot> slots(Meta meta, long from, long below) {
    return isOf(meta) && from < below
        ? new TreeMap<>(slots.subMap(from, below))
        : Collections.emptyNavigableMap();
  }

  /// What lies at a position, which is decided with it.
  public synchronized void decided(Meta meta, long position, Slot slot) {
    decided(meta, position, position);
    if (isSmall(slot)) {
      slots.put(position, slot);
    }
    if (slots.size() > MAX_SLOTS) {
      slots.pollFirstEntry();
    }
  }

  private static boolean isSmall(Slot slot) {
    return switch (slot) {
      case Slot.Void _ -> true;
      case Slot.Committed committed ->
          committed.refs().size() <= MAX_REFS
              && (committed.copy() == null || committed.copy().size() <= MAX_COPY);
    };
  }

  /// That every position from one to another is decided.
  public synchronized void decided(Meta meta, long from, long to) {
    if (!isOf(meta)) {
      above.clear();
      slots.clear();
      mark = 0;
      life = meta;
    }
    if (from > mark + 1) {
      for (long p = from; p <= to && above.size() < MAX_ABOVE; p++) {
        above.add(p);
      }
      return;
    }
    mark = Math.max(mark, to);
    while (!above.isEmpty() && above.first() <= mark + 1) {
      mark = Math.max(mark, above.removeFirst());
    }
  }

  private boolean isOf(Meta meta) {
    return life != null && life.sameLife(meta);
  }
}
