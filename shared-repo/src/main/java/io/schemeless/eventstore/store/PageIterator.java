package io.schemeless.eventstore.store;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Walks pages lazily until one has caught up. A page that ends at an append still under way is
/// asked for again after a moment.
final class PageIterator implements Iterator<Event> {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Function<@Nullable ContinuationToken, EventPage> pages;
  private @Nullable ContinuationToken token;
  private Iterator<Event> events = java.util.Collections.emptyIterator();
  private boolean caughtUp;

  PageIterator(
      @Nullable ContinuationToken after, Function<@Nullable ContinuationToken, EventPage> pages) {
    this.token = after;
    this.pages = pages;
  }

  @Override
  public boolean hasNext() {
    while (!events.hasNext() && !caughtUp) {
      EventPage page = pages.apply(token);
      token = page.next();
      events = page.events().iterator();
      caughtUp = page.caughtUp();
      if (page.events().isEmpty() && !caughtUp) {
        pause();
      }
    }
    return events.hasNext();
  }

  @Override
  public Event next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return events.next();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException.Unavailable("interrupted while waiting for an append under way", e);
    }
  }
}
