package io.schemeless.eventstore.log.core;

import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.StoreOptions;
import java.util.LinkedHashMap;
import java.util.Map;

/// How long an attempt that is still under way is waited for before its slot is sealed. Clocks
/// decide only over this delay: exactly one of seal and commit wins, whenever it comes.
public final class Grace {
  /// An append of more items than this is large, and is given the long grace.
  public static final int LARGE_APPEND = 20;

  private static final int MAX_WATCHED = 10_000;

  private final Cells cells;
  private final Host host;
  private final long grace;
  private final long longGrace;
  private final Map<Place, Long> watched = new LinkedHashMap<>();

  private record Place(String incarnation, long position) {}

  Grace(Cells cells, Host host, StoreOptions options) {
    this.cells = cells;
    this.host = host;
    this.grace = options.grace().toMillis();
    this.longGrace = options.longGrace().toMillis();
  }

  public long graceOf(int items) {
    return items > LARGE_APPEND ? longGrace : grace;
  }

  /// Whether an attempt that was seen under way at `since`, by some process's wall clock, is
  /// overdue.
  public boolean isOver(Keys keys, long position, long since, long graceMillis) {
    return Math.abs(host.now() - since) > graceMillis || watchedFor(keys, position) > graceMillis;
  }

  /// Whether a hole in the log below a slot put at `laterAt` is overdue. Nothing says how large the
  /// append is that left it, so while a large one took its ticket lately, every hole is given the
  /// long grace.
  public boolean isHoleOver(Keys keys, long position, long laterAt) {
    if (!isOver(keys, position, laterAt, grace)) {
      return false;
    }
    return isOver(keys, position, laterAt, longGrace) || !largeAppendLately(keys);
  }

  private boolean largeAppendLately(Keys keys) {
    Cell counter = cells.get(keys.counter(), Read.CONSISTENT);
    return counter != null
        && counter.has(Attributes.LARGE_AT)
        && Math.abs(host.now() - counter.number(Attributes.LARGE_AT)) <= longGrace;
  }

  /// How long this process has known of the place, in milliseconds by a clock that never goes back.
  private synchronized long watchedFor(Keys keys, long position) {
    if (watched.size() >= MAX_WATCHED) {
      watched.clear();
    }
    Long since = watched.putIfAbsent(new Place(keys.incarnation(), position), host.elapsed());
    return since == null ? 0 : host.elapsed() - since;
  }
}
