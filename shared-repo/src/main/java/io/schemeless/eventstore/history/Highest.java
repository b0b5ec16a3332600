package io.schemeless.eventstore.history;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The highest value up to any moment.
final class Highest {
  /// Rising values only: each is higher than all before it.
  private final TreeMap<Long, Long> values = new TreeMap<>();

  void note(long moment, long value) {
    if (value <= before(moment + 1)) {
      return;
    }
    values.put(moment, value);
    Map.@Nullable Entry<Long, Long> next = values.higherEntry(moment);
    while (next != null && next.getValue() <= value) {
      values.remove(next.getKey());
      next = values.higherEntry(moment);
    }
  }

  /// The highest value that was noted before a moment; 0 if there is none.
  long before(long moment) {
    Map.@Nullable Entry<Long, Long> entry = values.lowerEntry(moment);
    return entry == null ? 0 : entry.getValue();
  }
}
