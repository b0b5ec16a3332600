package io.schemeless.eventstore.store;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Walks one stream lazily, page by page.
final class StreamIterator implements Iterator<Event> {
  private final ReadStreams store;
  private @Nullable StreamQuery query;
  private Iterator<Event> events = Collections.emptyIterator();

  StreamIterator(ReadStreams store, StreamQuery query) {
    this.store = store;
    this.query = query;
  }

  @Override
  public boolean hasNext() {
    while (!events.hasNext() && query != null) {
      StreamPage page = store.readStream(query);
      events = page.events().iterator();
      query = page.next() == null ? null : query.from(page.next());
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
}
