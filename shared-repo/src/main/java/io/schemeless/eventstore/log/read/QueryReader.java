package io.schemeless.eventstore.log.read;

import io.schemeless.eventstore.log.core.Backoff;
import io.schemeless.eventstore.log.core.Deadline;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.prefix.ClosedPrefix;
import io.schemeless.eventstore.log.prefix.Cursor;
import io.schemeless.eventstore.log.prefix.PageBuilder;
import io.schemeless.eventstore.log.prefix.QueryPages;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.QueryBounds;
import io.schemeless.eventstore.store.ReplayFilter;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what a query wants. A page shows what lies below a position under which everything is
/// decided, so its token tails: nothing appears below it later.
public final class QueryReader {
  /// For how long a page waits for what is under way below something that it wants.
  private static final Duration TIME_TO_SHOW = Duration.ofMillis(100);

  private static final Duration NO_END = Duration.ofDays(1);

  /// How many of the events behind it are looked for then.
  private static final int HIDDEN = 10;

  private final StoreContext context;
  private final FencedReads reads;
  private final ClosedPrefix prefix;
  private final ReadAhead ahead = new ReadAhead();

  public QueryReader(StoreContext context, FencedReads reads, ClosedPrefix prefix) {
    this.context = context;
    this.reads = reads;
    this.prefix = prefix;
  }

  public EventPage query(EventQuery query, @Nullable ContinuationToken after, PageLimits limits) {
    QueryBounds.require(query);
    return read(TokenScope.of(query), query, after, limits, ReplayFilter.ALL);
  }

  /// What a filter with tags shows.
  EventPage replay(@Nullable ContinuationToken after, PageLimits limits, ReplayFilter filter) {
    EventQuery query = EventQuery.of(new EventQuery.Item(Set.of(), filter.tags()));
    QueryBounds.require(query);
    return read(TokenScope.of(filter), query, after, limits, filter);
  }

  /// The events of a query that a filter shows, too.
  private EventPage read(
      String scope,
      EventQuery query,
      @Nullable ContinuationToken after,
      PageLimits limits,
      ReplayFilter filter) {
    return reads.readFrom(
        after,
        scope,
        Cursor::read,
        Cursor.START,
        (meta, start) ->
            QueryPages.isIndexed(query)
                ? indexed(meta, start, scope, query, limits, filter)
                : walked(meta, start, scope, query, limits, filter));
  }

  private EventPage indexed(
      Meta meta,
      Cursor start,
      String scope,
      EventQuery query,
      PageLimits limits,
      ReplayFilter filter) {
    PageBuilder page = new PageBuilder(limits);
    QueryPages pages = new QueryPages(context, meta.keys(), query, page, filter::accepts);
    ClosedPrefix.Reach reach = prefix.reach(meta, start.position());
    Cursor end = pages.fill(start, reach.below());
    if (end == null && !reach.end() && filter.equals(ReplayFilter.ALL)) {
      Cursor from = start.or(new Cursor(reach.below(), 0));
      reach = untilShown(meta, query, from, reach);
      end = pages.fill(from, reach.below());
      start = from;
    }
    Cursor next = end != null ? end : start.or(new Cursor(reach.below(), 0));
    return new EventPage(
        page.events(), next.token(meta, scope), next.position(), end == null && reach.end());
  }

  /// Waits a little where what is under way hides what is committed above it: whoever decides on
  /// this page would be refused for that, though it may be an append of its own.
  private ClosedPrefix.Reach untilShown(
      Meta meta, EventQuery query, Cursor from, ClosedPrefix.Reach before) {
    PageBuilder hidden = new PageBuilder(PageLimits.ofEvents(HIDDEN));
    new QueryPages(context, meta.keys(), query, hidden, _ -> true).fill(from, Keys.MAX_NUMBER);
    ClosedPrefix.Reach reach = before;
    Deadline deadline = Deadline.in(context.host(), TIME_TO_SHOW);
    // Who has waited long enough gets the page as it is, and no error: so no pause may find its own
    // time over.
    Backoff backoff = Backoff.polling(context.host(), Deadline.in(context.host(), NO_END));
    while (!hidden.isEmpty()
        && reach.below() <= hidden.events().getLast().position()
        && !deadline.isOver()) {
      backoff.pause();
      reach = prefix.reach(meta, reach.below());
    }
    return reach;
  }

  private EventPage walked(
      Meta meta,
      Cursor start,
      String scope,
      EventQuery query,
      PageLimits limits,
      ReplayFilter filter) {
    return new LogWalk(context, meta, start, limits, filter, query, new SlotDensity(), ahead)
        .page(scope);
  }

  /// See [io.schemeless.eventstore.store.ReadByQuery#numberAt].
  public long numberAt(ContinuationToken token) {
    return reads.readFrom(
        token,
        null,
        Cursor::read,
        Cursor.START,
        (_, cursor) -> Event.number(cursor.position(), cursor.index()));
  }
}
