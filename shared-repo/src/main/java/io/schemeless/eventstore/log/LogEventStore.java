package io.schemeless.eventstore.log;

import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.ObjectStore;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.PurgeState;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreInfo;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamList;
import io.schemeless.eventstore.store.StreamPage;
import io.schemeless.eventstore.store.StreamQuery;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The event store over the two ports.
public final class LogEventStore implements EventStore {
  public LogEventStore(Cells cells, ObjectStore objects, Host host, StoreOptions options) {
    throw new IllegalStateException();
  }

  @Override
  public AppendResult append(AppendRequest request) {
    throw new IllegalStateException();
  }

  @Override
  public EventPage replay(
      @Nullable ContinuationToken after, PageLimits limits, ReplayFilter filter) {
    throw new IllegalStateException();
  }

  @Override
  public ContinuationToken tokenAfter(String eventId, ReplayFilter filter) {
    throw new IllegalStateException();
  }

  @Override
  public int pageSize() {
    throw new IllegalStateException();
  }

  @Override
  public StreamPage readStream(StreamQuery query) {
    throw new IllegalStateException();
  }

  @Override
  public long streamVersion(StreamId stream) {
    throw new IllegalStateException();
  }

  @Override
  public StreamList listStreams(
      @Nullable String domain, @Nullable ContinuationToken after, int limit) {
    throw new IllegalStateException();
  }

  @Override
  public Optional<Event> event(String id) {
    throw new IllegalStateException();
  }

  @Override
  public EventPage chain(Chain chain, @Nullable ContinuationToken after, PageLimits limits) {
    throw new IllegalStateException();
  }

  @Override
  public PurgeState reset(Duration budget) {
    throw new IllegalStateException();
  }

  @Override
  public PurgeState purge(Duration budget) {
    throw new IllegalStateException();
  }

  @Override
  public void recreate() {
    throw new IllegalStateException();
  }

  @Override
  public StoreInfo info() {
    throw new IllegalStateException();
  }

  @Override
  public void close() {}
}
