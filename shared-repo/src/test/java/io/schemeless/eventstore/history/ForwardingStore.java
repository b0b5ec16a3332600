package io.schemeless.eventstore.history;

import io.schemeless.eventstore.store.AppendOutcome;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.PurgeState;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StartPoint;
import io.schemeless.eventstore.store.StoreInfo;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamList;
import io.schemeless.eventstore.store.StreamPage;
import io.schemeless.eventstore.store.StreamQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A store that does as another does; what a test overrides is its lie.
public class ForwardingStore implements EventStore {
  private final EventStore store;

  public ForwardingStore(EventStore store) {
    this.store = store;
  }

  /// One whose replay shows other events, whatever page is asked for.
  static EventStore showing(EventStore store, UnaryOperator<List<Event>> change) {
    return new ForwardingStore(store) {
      @Override
      public EventPage replay(
          @Nullable ContinuationToken after, PageLimits limits, ReplayFilter filter) {
        EventPage page = super.replay(after, limits, filter);
        return new EventPage(
            change.apply(page.events()), page.next(), page.position(), page.caughtUp());
      }
    };
  }

  @Override
  public AppendResult append(AppendRequest request) {
    return store.append(request);
  }

  @Override
  public List<AppendOutcome> appendAll(List<AppendRequest> requests) {
    return store.appendAll(requests);
  }

  @Override
  public EventPage query(EventQuery query, @Nullable ContinuationToken after, PageLimits limits) {
    return store.query(query, after, limits);
  }

  @Override
  public long numberAt(ContinuationToken token) {
    return store.numberAt(token);
  }

  @Override
  public EventPage replay(
      @Nullable ContinuationToken after, PageLimits limits, ReplayFilter filter) {
    return store.replay(after, limits, filter);
  }

  @Override
  public ContinuationToken tokenAt(StartPoint start, ReplayFilter filter) {
    return store.tokenAt(start, filter);
  }

  @Override
  public ContinuationToken tokenAt(StartPoint start, EventQuery query) {
    return store.tokenAt(start, query);
  }

  @Override
  public int pageSize() {
    return store.pageSize();
  }

  @Override
  public StreamPage readStream(StreamQuery query) {
    return store.readStream(query);
  }

  @Override
  public long streamVersion(StreamId stream) {
    return store.streamVersion(stream);
  }

  @Override
  public StreamList listStreams(
      @Nullable String domain, @Nullable ContinuationToken after, int limit) {
    return store.listStreams(domain, after, limit);
  }

  @Override
  public Optional<Event> event(String id) {
    return store.event(id);
  }

  @Override
  public Optional<Event> event(String id, String source) {
    return store.event(id, source);
  }

  @Override
  public EventPage chain(Chain chain, @Nullable ContinuationToken after, PageLimits limits) {
    return store.chain(chain, after, limits);
  }

  @Override
  public PurgeState reset(Duration budget) {
    return store.reset(budget);
  }

  @Override
  public PurgeState purge(Duration budget) {
    return store.purge(budget);
  }

  @Override
  public void recreate() {
    store.recreate();
  }

  @Override
  public StoreInfo info() {
    return store.info();
  }

  @Override
  public void close() {
    store.close();
  }
}
