package io.schemeless.eventstore.log.core;

import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.port.KeyPage;
import io.schemeless.eventstore.port.KeyPage.Bookmark;
import io.schemeless.eventstore.store.PurgeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Empties the store by giving it a new incarnation, and purges the dead ones.
public final class Resetter {
  /// A request that was sent before a reset may still land after it; a dead incarnation is looked
  /// through again until this long after its end.
  private static final Duration LATE_WRITES = Duration.ofHours(1);

  /// Between two looks at the clock: one page of a scan can name thousands of items.
  private static final int DELETED_AT_ONCE = 100;

  private final StoreContext context;

  public Resetter(StoreContext context) {
    this.context = context;
  }

  public PurgeState reset(Duration budget) {
    Deadline deadline = Deadline.in(context.host(), budget);
    return purge(context.metas().nextIncarnation(), deadline);
  }

  public PurgeState purge(Duration budget) {
    return purge(context.metas().refresh(), Deadline.in(context.host(), budget));
  }

  private PurgeState purge(Meta meta, Deadline deadline) {
    List<Meta.Dead> dead = meta.dead();
    if (dead.isEmpty()) {
      return new PurgeState(0, 0, true);
    }
    // Objects last: whoever still reads the dead incarnation meets missing items before missing
    // bodies.
    Progress items = purgeCells(dead, deadline);
    Progress objects = items.complete ? purgeObjects(dead, deadline) : new Progress(0, false);
    boolean complete = items.complete && objects.complete;
    if (complete) {
      bury(meta, dead);
    }
    return new PurgeState(items.count, objects.count, complete);
  }

  private record Progress(long count, boolean complete) {}

  private Progress purgeCells(List<Meta.Dead> dead, Deadline deadline) {
    List<String> prefixes = dead.stream().map(d -> new Keys(d.incarnation()).cells()).toList();
    long count = 0;
    @Nullable Bookmark next = null;
    do {
      if (deadline.isOver()) {
        return new Progress(count, false);
      }
      KeyPage page = context.cells().scan(prefixes, next);
      for (int from = 0; from < page.keys().size(); from += DELETED_AT_ONCE) {
        if (deadline.isOver()) {
          return new Progress(count, false);
        }
        int to = Math.min(from + DELETED_AT_ONCE, page.keys().size());
        context.cells().delete(page.keys().subList(from, to));
        count += to - from;
      }
      next = page.next();
    } while (next != null);
    return new Progress(count, true);
  }

  private Progress purgeObjects(List<Meta.Dead> dead, Deadline deadline) {
    long count = 0;
    for (Meta.Dead incarnation : dead) {
      int deleted;
      do {
        if (deadline.isOver()) {
          return new Progress(count, false);
        }
        deleted = context.objects().deleteSome(new Keys(incarnation.incarnation()).objects());
        count += deleted;
      } while (deleted > 0);
    }
    return new Progress(count, true);
  }

  /// Forgets the incarnations into which nothing can land any more.
  private void bury(Meta meta, List<Meta.Dead> dead) {
    long now = context.host().now();
    List<Meta.Dead> gone = new ArrayList<>(dead);
    gone.removeIf(d -> now - d.since() < LATE_WRITES.toMillis());
    if (!gone.isEmpty()) {
      context.metas().bury(meta, gone);
    }
  }
}
