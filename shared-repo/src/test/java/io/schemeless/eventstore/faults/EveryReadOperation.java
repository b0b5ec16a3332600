package io.schemeless.eventstore.faults;

import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventQuery.Item;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.FindEvents.Chain;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StartPoint;
import io.schemeless.eventstore.store.StreamQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Every operation that reads, on a store that holds some of everything.
enum EveryReadOperation {
  REPLAY(store -> store.replay(null, PageLimits.DEFAULT, ReplayFilter.ALL).events()),
  REPLAY_BY_PAGES(EveryReadOperation::pages),
  FILTERED(
      store ->
          store.replay(null, PageLimits.DEFAULT, new ReplayFilter("order", Set.of("u"))).events()),
  STREAM(store -> store.readStream(StreamQuery.forward(SampleStore.A))),
  STREAM_FROM_INSIDE(store -> store.readStream(StreamQuery.forward(SampleStore.A).from(3L))),
  BACKWARD(store -> store.readStream(StreamQuery.backward(SampleStore.A).from(2L))),
  VERSION(store -> store.streamVersion(SampleStore.B)),
  LIST(store -> store.listStreams(null, null, 10).streams()),
  LIST_OF_DOMAIN(store -> store.listStreams("order", null, 10).streams()),
  EVENT(store -> store.event("id-1")),
  EVENT_OF_SOURCE(store -> store.event("id-1", "/s")),
  EVENT_IN_BUCKET(store -> store.event("id-large")),
  CHAIN(store -> store.chain(new Chain.Correlation("c"), null, PageLimits.DEFAULT).events()),
  CAUSED(store -> store.chain(new Chain.Causation("cause"), null, PageLimits.DEFAULT).events()),
  BY_TAG(
      store -> store.query(EventQuery.of(Item.ofTags("tag")), null, PageLimits.DEFAULT).events()),
  BY_TYPE(
      store -> store.query(EventQuery.of(Item.ofTypes("u")), null, PageLimits.DEFAULT).events()),
  TOKEN_AFTER(store -> store.tokenAfter("id-1", ReplayFilter.ALL)),
  TOKEN_SINCE(store -> store.tokenAt(new StartPoint.Since(Instant.EPOCH), ReplayFilter.ALL)),
  TOKEN_BEFORE_THE_END(store -> store.tokenAt(new StartPoint.Last(2), ReplayFilter.ALL)),
  INFO(EventStore::info);

  /// Those that meet the body in the bucket.
  static final Set<EveryReadOperation> OF_OBJECTS =
      Set.of(
          REPLAY,
          REPLAY_BY_PAGES,
          FILTERED,
          STREAM,
          STREAM_FROM_INSIDE,
          EVENT_IN_BUCKET,
          CHAIN,
          CAUSED,
          BY_TYPE);

  private final Function<EventStore, Object> operation;

  EveryReadOperation(Function<EventStore, Object> operation) {
    this.operation = operation;
  }

  /// What can be compared with the outcome of another run.
  Object run(EventStore store) {
    return operation.apply(store);
  }

  private static Object pages(EventStore store) {
    List<Object> events = new ArrayList<>();
    ContinuationToken next = null;
    EventPage page;
    do {
      page = store.replay(next, PageLimits.ofEvents(20), ReplayFilter.ALL);
      events.addAll(page.events());
      next = page.next();
    } while (!page.caughtUp());
    return events;
  }
}
