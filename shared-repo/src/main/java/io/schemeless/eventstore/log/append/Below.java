package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.prefix.Guard;
import io.schemeless.eventstore.log.prefix.TagSeals;
import io.schemeless.eventstore.log.prefix.Watch;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What lies below the position of an attempt, as far as its requests require something of it.
final class Below {
  private final StoreContext context;
  private final Guard guard;
  private final Refusals refusals;
  private final Meta meta;
  private final List<Pending> requests;
  private final @Nullable List<EventQuery> tagged;
  private final long position;
  private final Watch watch;

  /// @param tagged what may not come to lie there, if tags name all of it
  Below(
      StoreContext context,
      Guard guard,
      Refusals refusals,
      Meta meta,
      List<Pending> requests,
      @Nullable List<EventQuery> tagged,
      long position,
      Watch watch) {
    this.context = context;
    this.guard = guard;
    this.refusals = refusals;
    this.meta = meta;
    this.requests = requests;
    this.tagged = tagged;
    this.position = position;
    this.watch = watch;
  }

  /// Sees what is decided: that stays so.
  void look() {
    watch.look();
  }

  /// Why requests are refused, once it was looked at. Nothing that matters to them can be committed
  /// there any more, unless one is refused for what already is: so the answer is the same whoever
  /// asks, and whenever.
  ///
  /// @param id the attempt's, all of whose records are there
  Map<Pending, StoreException> broken(CommitId id) {
    NavigableSet<Long> open =
        tagged != null
            ? new TagSeals(context, meta.keys(), id).put(tagged, watch.undecided())
            : new TreeSet<>(watch.undecided());
    while (true) {
      if (tagged != null || open.isEmpty()) {
        Map<Pending, StoreException> broken =
            refusals.of(
                requests, request -> guard.below(meta, request.required(), position, watch));
        if (open.isEmpty() || !broken.isEmpty()) {
          return broken;
        }
      }
      awaitOne(open);
    }
  }

  /// Waits until one of them at least is decided.
  private void awaitOne(NavigableSet<Long> open) {
    do {
      watch.again();
    } while (!open.retainAll(watch.undecided()));
  }
}
