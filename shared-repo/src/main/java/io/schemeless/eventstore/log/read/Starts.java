package io.schemeless.eventstore.log.read;

import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.prefix.Cursor;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.QueryBounds;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StartPoint;
import io.schemeless.eventstore.store.StoreException.NotFound;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the tokens of readers that start at a place.
public final class Starts {
  private final StoreContext context;
  private final FencedReads reads;
  private final Finder finder;

  public Starts(StoreContext context, FencedReads reads, Finder finder) {
    this.context = context;
    this.reads = reads;
    this.finder = finder;
  }

  public ContinuationToken token(StartPoint start, ReplayFilter filter) {
    return token(start, TokenScope.of(filter));
  }

  public ContinuationToken token(StartPoint start, EventQuery query) {
    QueryBounds.require(query);
    return token(start, TokenScope.of(query));
  }

  private ContinuationToken token(StartPoint start, String scope) {
    return reads
        .read(
            meta ->
                Optional.ofNullable(cursor(meta, start)).map(cursor -> cursor.token(meta, scope)))
        .orElseThrow(() -> new NotFound("the store has no event with this id"));
  }

  /// None if the start names an event that the store does not have.
  private @Nullable Cursor cursor(Meta meta, StartPoint start) {
    return switch (start) {
      case StartPoint.AfterEvent(var id, var source) -> {
        Event event = source == null ? finder.find(meta, id) : finder.find(meta, id, source);
        yield event == null ? null : new Cursor(event.position(), event.index() + 1);
      }
      case StartPoint.AtPosition(long position) -> new Cursor(position, 0);
      case StartPoint.Since(var time) ->
          new TimeSearch(context.cells(), meta.keys(), end(meta.keys())).since(time);
      case StartPoint.Last(long positions) ->
          new Cursor(Math.max(1, end(meta.keys()) - positions), 0);
    };
  }

  /// The lowest position above which nothing lies.
  private long end(Keys keys) {
    List<Cell> highest =
        context
            .cells()
            .query(new Range(keys.log(), Keys.LOWEST, Keys.HIGHEST, true, 1, Read.CONSISTENT))
            .cells();
    return highest.isEmpty() ? 1 : Keys.numberOf(highest.getFirst().key()) + 1;
  }
}
