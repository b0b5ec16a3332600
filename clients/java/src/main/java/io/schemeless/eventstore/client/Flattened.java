package io.schemeless.eventstore.client;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The elements of pages one after the other; a page is asked for when the one before is used up.
final class Flattened<T> implements Iterator<T> {
  private final Supplier<@Nullable List<T>> pages;
  private Iterator<T> page = Collections.emptyIterator();
  private boolean ended;

  /// @param pages gives the next page, none after the last
  Flattened(Supplier<@Nullable List<T>> pages) {
    this.pages = pages;
  }

  @Override
  public boolean hasNext() {
    while (!ended && !page.hasNext()) {
      List<T> next = pages.get();
      if (next == null) {
        ended = true;
      } else {
        page = next.iterator();
      }
    }
    return page.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.next();
  }
}
