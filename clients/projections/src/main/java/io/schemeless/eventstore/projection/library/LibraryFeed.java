package io.schemeless.eventstore.projection.library;

import io.schemeless.eventstore.client.ReplayPage;
import io.schemeless.eventstore.client.StoreProblem;
import io.schemeless.eventstore.projection.EventFeed;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayEvents;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Reads a store through the library, without HTTP. The store tells nobody of new events, so at the
/// end of the log it is asked again after a pause.
public final class LibraryFeed implements EventFeed {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final ReplayEvents store;
  private final ReplayFilter filter;
  private final Duration pause;

  /// @param filter which events it shows; tokens are good for this filter alone
  /// @param pause how long it waits, half as long again at most, before it looks once more
  public LibraryFeed(ReplayEvents store, ReplayFilter filter, Duration pause) {
    this.store = store;
    this.filter = filter;
    this.pause = pause;
  }

  public LibraryFeed(ReplayEvents store, ReplayFilter filter) {
    this(store, filter, PAUSE);
  }

  public LibraryFeed(ReplayEvents store) {
    this(store, ReplayFilter.ALL);
  }

  @Override
  public ReplayPage page(@Nullable String after, int size) {
    ContinuationToken token = after == null ? null : new ContinuationToken(after);
    try {
      EventPage page = store.replay(token, PageLimits.ofEvents(size), filter);
      return new ReplayPage(
          page.events().stream().map(LibraryEvents::recorded).toList(),
          page.next().value(),
          page.caughtUp());
    } catch (StoreException e) {
      throw LibraryEvents.problem(e);
    }
  }

  @Override
  public ReplayPage await(@Nullable String after, int size) {
    ReplayPage now = page(after, size);
    if (!now.events().isEmpty() || !now.caughtUp()) {
      return now;
    }
    try {
      long millis = pause.toMillis();
      Thread.sleep(millis + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreProblem.of(0, "unavailable", "interrupted", true, LibraryEvents.NONE);
    }
    return page(now.next(), size);
  }
}
