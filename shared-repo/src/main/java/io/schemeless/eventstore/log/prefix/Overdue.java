package io.schemeless.eventstore.log.prefix;

import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.store.StoreException.Unavailable;

/// Seals positions whose grace is over, one after the other.
final class Overdue {
  /// What part of a grace is a moment.
  private static final int A_MOMENT = 16;

  private final StoreContext context;
  private final Meta meta;
  private boolean mayWrite;
  private long notBefore = Long.MIN_VALUE;

  Overdue(StoreContext context, Meta meta) {
    this.context = context;
    this.meta = meta;
  }

  /// Seals the lowest position that is not decided if it is overdue. One that was overdue with it
  /// may be about to commit, now that nothing below holds it up, and is given a moment more.
  ///
  /// @param since when the position was given at the latest
  /// @throws Unavailable if the store was reset
  boolean seal(long position, long since) {
    if (context.host().elapsed() < notBefore
        || !context.grace().isHoleOver(meta.keys(), position, since)) {
      return false;
    }
    if (!mayWrite && !context.metas().unchanged(meta)) {
      throw new Unavailable("the store was reset meanwhile", null);
    }
    mayWrite = true;
    context.slots().seal(meta.keys(), position);
    notBefore = context.host().elapsed() + context.options().grace().toMillis() / A_MOMENT;
    return true;
  }
}
