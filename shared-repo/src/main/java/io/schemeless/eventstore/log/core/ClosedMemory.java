package io.schemeless.eventstore.log.core;

import io.schemeless.eventstore.log.item.Meta;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How far this process has seen the log decided without a gap, in one life of the store. What is
/// decided stays so: the mark is never too high, only too low.
public final class ClosedMemory {
  private static final int MAX_ABOVE = 4_096;

  private final TreeSet<Long> above = new TreeSet<>();
  private @Nullable Meta life;
  private long mark;

  /// Every position up to this one is decided; 0 for none.
  public synchronized long mark(Meta meta) {
    return isOf(meta) ? mark : 0;
  }

  /// That every position from one to another is decided.
  public synchronized void decided(Meta meta, long from, long to) {
    if (!isOf(meta)) {
      above.clear();
      mark = 0;
      life = meta;
    }
    if (from > mark + 1) {
      if (from == to && above.size() < MAX_ABOVE) {
        above.add(to);
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
