package io.schemeless.eventstore.log.read;

import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.prefix.Cursor;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import org.jspecify.annotations.Nullable;

/// Replays the log page by page.
public final class Replayer {
  private final StoreContext context;
  private final FencedReads reads;
  private final SlotDensity density = new SlotDensity();
  private final ReadAhead ahead = new ReadAhead();
  private final QueryReader queries;

  public Replayer(StoreContext context, FencedReads reads, QueryReader queries) {
    this.context = context;
    this.reads = reads;
    this.queries = queries;
  }

  public EventPage replay(
      @Nullable ContinuationToken after, PageLimits limits, ReplayFilter filter) {
    if (!filter.tags().isEmpty()) {
      return queries.replay(after, limits, filter);
    }
    return reads.readFrom(
        after,
        TokenScope.of(filter),
        Cursor::read,
        Cursor.START,
        (meta, start) -> page(meta, start, limits, filter));
  }

  private EventPage page(Meta meta, Cursor start, PageLimits limits, ReplayFilter filter) {
    return new LogWalk(context, meta, start, limits, filter, null, density, ahead)
        .page(TokenScope.of(filter));
  }
}
