package io.schemeless.eventstore.store;

import org.jspecify.annotations.Nullable;

/// Reads the events that a decision is made of, by their types and tags.
public interface ReadByQuery {

  /// One page of what a query wants, in the store's order. The page's token goes on with the query,
  /// also with events to come, and is what a condition takes as its `after`: nothing can appear
  /// later below it.
  ///
  /// Where every item names a tag, an index answers; else the log is walked, as by a replay.
  ///
  /// @param after where to go on, or none to start at the beginning
  EventPage query(EventQuery query, @Nullable ContinuationToken after, PageLimits limits);

  /// The token with which a query starts at a place.
  ///
  /// @throws StoreException.NotFound if the place is behind an event that the store does not have
  ContinuationToken tokenAt(StartPoint start, EventQuery query);

  /// Where the token of any read of the log stands, as [Event#number] counts: events with this
  /// number or above are those that it goes on with.
  ///
  /// @throws StoreException.TokenRejected if the token was damaged, or made by another store
  /// @throws StoreException.StoreWasReset if the store was reset since the token was made
  long numberAt(ContinuationToken token);

  /// Every event that a query wants and that is committed when the iterator comes to it, lazily,
  /// page by page.
  default Iterable<Event> events(EventQuery query) {
    return () -> new PageIterator(null, token -> query(query, token, PageLimits.DEFAULT));
  }
}
