package io.schemeless.eventstore.test;

import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What code does to a store that holds some events. The store is a whole one, in memory, so what
/// it refuses is refused here too.
///
/// ```java
/// StoreSpec.given(received)
///     .when(store -> new Permits(store).grant("case-1"))
///     .thenAppended(granted);
/// ```
///
/// Whatever is not so is an `AssertionError`, with what was expected (`-`) and what was there
/// (`+`).
public final class StoreSpec {
  private static final int A_REQUEST = AppendRequest.MAX_EVENTS;

  private final List<NewEvent> given;

  private StoreSpec(List<NewEvent> given) {
    this.given = List.copyOf(given);
  }

  /// A store that holds these events, in this order; none is an empty one.
  public static StoreSpec given(NewEvent... events) {
    return given(List.of(events));
  }

  public static StoreSpec given(List<NewEvent> events) {
    return new StoreSpec(events);
  }

  /// What is done, on a store of its own.
  public Then when(StoreAction action) {
    try (EventStore store = MemoryEventStore.create()) {
      for (int from = 0; from < given.size(); from += A_REQUEST) {
        store.append(
            AppendRequest.of(given.subList(from, Math.min(from + A_REQUEST, given.size()))));
      }
      ContinuationToken end = read(store, null).next();
      Exception failure = null;
      try {
        action.run(store);
      } catch (Exception e) {
        failure = e;
      }
      return new Then(read(store, end).events(), failure);
    }
  }

  /// All events behind a token, as one page.
  private static EventPage read(EventStore store, @Nullable ContinuationToken after) {
    List<Event> events = new ArrayList<>();
    EventPage page = store.replay(after, PageLimits.DEFAULT, ReplayFilter.ALL);
    events.addAll(page.events());
    while (!page.caughtUp()) {
      page = store.replay(page.next(), PageLimits.DEFAULT, ReplayFilter.ALL);
      events.addAll(page.events());
    }
    return new EventPage(events, page.next(), page.position(), true);
  }

  /// What became of it.
  public static final class Then {
    private final List<Event> appended;
    private final @Nullable Exception failure;

    private Then(List<Event> appended, @Nullable Exception failure) {
      this.appended = appended;
      this.failure = failure;
    }

    /// Exactly these events were appended, in this order. Stream, type, payload, meta and tags are
    /// compared, and of ids and times those that are given.
    public void thenAppended(NewEvent... events) {
      Expectations.requireDone(failure);
      Expectations.requireEqual(
          "appended",
          List.of(events).stream().map(EventText::of).toList(),
          EventText.of(appended, List.of(events)));
    }

    /// Nothing was appended, and nothing was refused.
    public void thenNothing() {
      thenAppended();
    }

    /// It threw an exception of this type, and appended nothing.
    ///
    /// @return the exception, to be looked at
    public <X extends Exception> X thenRefused(Class<X> type) {
      Expectations.requireEqual("appended", List.of(), EventText.of(appended, List.of()));
      return Expectations.requireRefused(type, failure);
    }
  }
}
