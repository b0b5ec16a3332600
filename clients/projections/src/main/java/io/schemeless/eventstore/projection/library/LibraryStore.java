package io.schemeless.eventstore.projection.library;

import io.schemeless.eventstore.client.AppendReceipt;
import io.schemeless.eventstore.client.EventBatch;
import io.schemeless.eventstore.client.RecordedEvent;
import io.schemeless.eventstore.client.StreamName;
import io.schemeless.eventstore.client.StreamStore;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// A store of the library's under the client's types: what is written against [StreamStore] runs on
/// both. It throws what the client throws.
public final class LibraryStore implements StreamStore {
  private final EventStore store;

  private LibraryStore(EventStore store) {
    this.store = store;
  }

  public static LibraryStore of(EventStore store) {
    return new LibraryStore(store);
  }

  /// All its events, for a projection.
  public LibraryFeed feed() {
    return feed(ReplayFilter.ALL);
  }

  public LibraryFeed feed(ReplayFilter filter) {
    return new LibraryFeed(store, filter);
  }

  @Override
  public Iterable<RecordedEvent> stream(StreamName stream, long from) {
    return () -> new Recorded(store.streamEvents(LibraryEvents.id(stream), from).iterator());
  }

  @Override
  public AppendReceipt append(EventBatch batch) {
    Map<StreamId, ExpectedVersion> expected = new LinkedHashMap<>();
    batch
        .expected()
        .forEach((name, v) -> expected.put(LibraryEvents.id(name), ExpectedVersion.exactly(v)));
    try {
      AppendResult result =
          store.append(
              new AppendRequest(
                  batch.events().stream().map(LibraryEvents::toAppend).toList(),
                  expected,
                  null,
                  batch.idempotencyKey()));
      return new AppendReceipt(
          result.position(),
          result.recorded(),
          result.repeated(),
          result.events().stream()
              .map(
                  event ->
                      new AppendReceipt.Place(
                          event.id(),
                          LibraryEvents.name(event.stream()),
                          event.sequence(),
                          result.position(),
                          event.index()))
              .toList());
    } catch (StoreException e) {
      throw LibraryEvents.problem(e);
    }
  }

  /// Events page by page; a page that cannot be read is told as the client does.
  private record Recorded(Iterator<Event> events) implements Iterator<RecordedEvent> {
    @Override
    public boolean hasNext() {
      try {
        return events.hasNext();
      } catch (StoreException e) {
        throw LibraryEvents.problem(e);
      }
    }

    @Override
    public RecordedEvent next() {
      try {
        return LibraryEvents.recorded(events.next());
      } catch (StoreException e) {
        throw LibraryEvents.problem(e);
      }
    }
  }
}
