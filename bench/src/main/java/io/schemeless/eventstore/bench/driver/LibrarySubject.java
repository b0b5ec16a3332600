package io.schemeless.eventstore.bench.driver;

import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalStore;
import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Meter;
import io.schemeless.eventstore.port.MeteredCells;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.port.Usage;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.store.StreamId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The library in this process.
final class LibrarySubject implements Subject {
  private static final long POLL_MILLIS = 10;

  private final EventStore store;
  private final Meter meter;
  private final @Nullable TimedCells timed;
  private final Runnable onClose;

  private LibrarySubject(
      EventStore store, Meter meter, @Nullable TimedCells timed, Runnable onClose) {
    this.store = store;
    this.meter = meter;
    this.timed = timed;
    this.onClose = onClose;
  }

  static LibrarySubject onEmulators(String name, Emulators.Endpoints endpoints) {
    LocalStore local = LocalStore.open(name, endpoints, new LocalEnvironment(Map.of()));
    return new LibrarySubject(local.store(), local.meter(), null, local::close);
  }

  static LibrarySubject inMemory() {
    TimedCells timed = new TimedCells(new MemoryCells());
    Meter meter = new Meter();
    EventStore store =
        new LogEventStore(
            new MeteredCells(timed, meter),
            new MemoryObjectStore(),
            new SystemHost(),
            StoreOptions.DEFAULT);
    return new LibrarySubject(store, meter, timed, store::close);
  }

  @Override
  public void append(List<NewEvent> events) {
    store.append(AppendRequest.of(events));
  }

  @Override
  public void appendUnique(List<NewEvent> events, String tag) {
    EventQuery taken = EventQuery.of(EventQuery.Item.ofTags(tag));
    store.append(AppendRequest.of(events).withCondition(AppendCondition.none(taken)));
  }

  @Override
  public int read(StreamId stream) {
    int events = 0;
    for (Event _ : store.streamEvents(stream, 1)) {
      events++;
    }
    return events;
  }

  @Override
  public Pages replay(int page) {
    return new Pages() {
      private @Nullable ContinuationToken token;
      private boolean caughtUp;

      @Override
      public int next() {
        if (caughtUp) {
          return -1;
        }
        EventPage next = store.replay(token, PageLimits.ofEvents(page), ReplayFilter.ALL);
        token = next.next();
        caughtUp = next.caughtUp();
        return next.events().size();
      }
    };
  }

  @Override
  public Waiting tail() {
    ContinuationToken[] token = {end()};
    return () -> {
      EventPage page = store.replay(token[0], PageLimits.DEFAULT, ReplayFilter.ALL);
      token[0] = page.next();
      if (page.events().isEmpty()) {
        new SystemHost().sleep(POLL_MILLIS);
      }
      return page.events().stream().map(Event::type).toList();
    };
  }

  private ContinuationToken end() {
    EventPage page = store.replay(null, PageLimits.ofEvents(1_000), ReplayFilter.ALL);
    while (!page.caughtUp()) {
      page = store.replay(page.next(), PageLimits.ofEvents(1_000), ReplayFilter.ALL);
    }
    return page.next();
  }

  @Override
  public Usage usage() {
    return meter.usage();
  }

  @Override
  public long portNanos() {
    return timed == null ? 0 : timed.nanos();
  }

  @Override
  public void close() {
    onClose.run();
  }
}
