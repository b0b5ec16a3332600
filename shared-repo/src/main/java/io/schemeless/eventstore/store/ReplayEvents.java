package io.schemeless.eventstore.store;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Reads every event of the store in its one order.
public interface ReplayEvents {

  /// One page.
  ///
  /// @param after where to go on, or none to start at the beginning
  /// @throws StoreException.TokenRejected if the token was damaged, or made by another store or for
  ///   another filter
  /// @throws StoreException.StoreWasReset if the store was reset since the token was made
  EventPage replay(@Nullable ContinuationToken after, PageLimits limits, ReplayFilter filter);

  /// The token that starts at a place.
  ///
  /// @throws StoreException.NotFound if the place is behind an event that the store does not have
  ContinuationToken tokenAt(StartPoint start, ReplayFilter filter);

  /// The token that goes on right after the event that this id names alone.
  ///
  /// @throws StoreException.NotFound if the store has no such event
  default ContinuationToken tokenAfter(String eventId, ReplayFilter filter) {
    return tokenAt(new StartPoint.AfterEvent(eventId, null), filter);
  }

  /// How many events [#allEvents()] asks for at a time.
  int pageSize();

  /// Every event that is committed when the iterator comes to it, lazily, page by page.
  default Iterable<Event> allEvents() {
    return allEvents(pageSize());
  }

  /// As [#allEvents()], with a page size of 1 to 1,000 events.
  default Iterable<Event> allEvents(int pageSize) {
    return allEvents(null, pageSize, ReplayFilter.ALL);
  }

  /// As [#allEvents(int)], from a token on.
  default Iterable<Event> allEvents(
      @Nullable ContinuationToken after, int pageSize, ReplayFilter filter) {
    PageLimits limits = PageLimits.ofEvents(pageSize);
    return () -> new PageIterator(after, token -> replay(token, limits, filter));
  }

  /// As [#allEvents(int)], right after the event with this id.
  default Iterable<Event> allEventsAfter(String eventId, int pageSize) {
    return () ->
        allEvents(tokenAfter(eventId, ReplayFilter.ALL), pageSize, ReplayFilter.ALL).iterator();
  }

  /// [#allEvents(int)] as a sequential stream.
  default Stream<Event> streamAllEvents(int pageSize) {
    return StreamSupport.stream(allEvents(pageSize).spliterator(), false);
  }
}
