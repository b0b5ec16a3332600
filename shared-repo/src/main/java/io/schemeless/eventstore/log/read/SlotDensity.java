package io.schemeless.eventstore.log.read;

import io.schemeless.eventstore.log.item.Slot;
import java.util.List;

/// How many events a slot has, by what this process read last. So a page asks for as many slots as
/// it has room for.
final class SlotDensity {
  private volatile double events = 1;

  void saw(List<Slot> slots) {
    if (slots.isEmpty()) {
      return;
    }
    int sum = 0;
    for (Slot slot : slots) {
      sum += slot instanceof Slot.Committed committed ? committed.events() : 0;
    }
    events = (double) sum / slots.size();
  }

  /// Never more than the events that are wanted: most slots have at least one.
  int slotsFor(int wantedEvents) {
    return (int) Math.ceil(wantedEvents / Math.max(1, events));
  }
}
