package io.schemeless.eventstore.log;

import io.schemeless.eventstore.json.EventJson;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.PageLimits;
import java.util.ArrayList;
import java.util.List;

/// Fills a page up to its limits. The first event always fits, so every page makes progress.
final class PageBuilder {
  private final PageLimits limits;
  private final List<Event> events = new ArrayList<>();
  private long bytes;
  private boolean full;

  PageBuilder(PageLimits limits) {
    this.limits = limits;
  }

  /// False if the event did not fit; the page is full then.
  boolean add(Event event) {
    if (full) {
      return false;
    }
    long size = EventJson.write(event).length + 1L;
    if (!events.isEmpty() && bytes + size > limits.bytes()) {
      full = true;
      return false;
    }
    events.add(event);
    bytes += size;
    full = events.size() >= limits.events();
    return true;
  }

  boolean isFull() {
    return full;
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  int eventsLeft() {
    return full ? 0 : limits.events() - events.size();
  }

  long bytesLeft() {
    return Math.max(0, limits.bytes() - bytes);
  }

  List<Event> events() {
    return events;
  }
}
