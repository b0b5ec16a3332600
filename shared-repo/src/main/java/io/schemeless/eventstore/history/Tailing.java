package io.schemeless.eventstore.history;

import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayEvents;
import io.schemeless.eventstore.store.ReplayFilter;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A reader that goes from page to page.
final class Tailing {
  private final ReplayEvents store;
  private final @Nullable ContinuationToken start;
  private final ReplayFilter filter;
  private final PageLimits limits;
  private final Function<Event, EventMark> marks;
  private @Nullable ContinuationToken next;
  private Tail seen = Tail.empty();

  Tailing(
      ReplayEvents store,
      @Nullable ContinuationToken start,
      ReplayFilter filter,
      int pageSize,
      Function<Event, EventMark> marks) {
    this.marks = marks;
    this.store = store;
    this.start = start;
    this.filter = filter;
    this.limits = PageLimits.ofEvents(pageSize);
    this.next = start;
  }

  /// Reads one; true if there is nothing beyond it.
  boolean page() {
    EventPage page = store.replay(next, limits, filter);
    page.events().forEach(event -> seen.events().add(marks.apply(event)));
    if (!page.next().equals(next)) {
      next = page.next();
      seen.pages().add(new Tail.PageEnd(next, seen.events().size()));
    }
    return page.caughtUp();
  }

  Tail seen() {
    return seen;
  }

  /// Begins anew, with nothing seen, and returns the token that it stood at.
  Optional<ContinuationToken> restart() {
    Optional<ContinuationToken> stood = Optional.ofNullable(next);
    next = start;
    seen = Tail.empty();
    return stood;
  }
}
