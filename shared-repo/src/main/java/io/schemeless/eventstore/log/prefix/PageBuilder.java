package io.schemeless.eventstore.log.prefix;

import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.wire.EventJson;
import java.util.ArrayList;
import java.util.List;

/// Fills a page up to its limits. The first event always fits, so every page makes progress.
public final class PageBuilder {
  /// A page under a filter ends once so many bytes of bodies were read for it, whatever it shows.
  static final long MAX_READ = 32L * 1024 * 1024;

  private final PageLimits limits;
  private final List<Event> events = new ArrayList<>();

  /// How large the first [#counted] events are, and how large the others are at most: while there
  /// is room enough, nobody need know it exactly.
  private long bytes;

  private int counted;
  private long atMost;
  private long read;
  private boolean full;

  public PageBuilder(PageLimits limits) {
    this.limits = limits;
  }

  /// False if the event did not fit; the page is full then.
  public boolean add(Event event) {
    if (full) {
      return false;
    }
    long most = EventJson.sizeAtMost(event) + 1L;
    if (bytes + atMost + most <= limits.bytes()) {
      atMost += most;
    } else {
      count();
      long size = EventJson.size(event) + 1L;
      if (!events.isEmpty() && bytes + size > limits.bytes()) {
        full = true;
        return false;
      }
      bytes += size;
      counted++;
    }
    events.add(event);
    full = events.size() >= limits.events();
    return true;
  }

  private void count() {
    for (; counted < events.size(); counted++) {
      bytes += EventJson.size(events.get(counted)) + 1L;
    }
    atMost = 0;
  }

  /// Counts what was read for the page, shown or not.
  public void read(long more) {
    read += more;
  }

  public boolean isFull() {
    return full || read >= MAX_READ;
  }

  public boolean isEmpty() {
    return events.isEmpty();
  }

  public int eventsLeft() {
    return full ? 0 : limits.events() - events.size();
  }

  public long bytesLeft() {
    count();
    return Math.max(0, limits.bytes() - bytes);
  }

  public List<Event> events() {
    return events;
  }
}
