package io.schemeless.eventstore.store;

import org.jspecify.annotations.Nullable;

/// Reads single streams, and lists them.
public interface ReadStreams {

  /// One page of a stream. A stream that has no event is an empty page at version 0.
  StreamPage readStream(StreamQuery query);

  /// The stream's version: the sequence of its newest event, 0 if it has none.
  long streamVersion(StreamId stream);

  /// A page of the store's streams.
  ///
  /// @param domain only this domain, or all of them
  /// @param after where to go on, or none to start at the beginning
  /// @param limit at most this many streams, 1 to 1,000
  StreamList listStreams(@Nullable String domain, @Nullable ContinuationToken after, int limit);

  /// All events of a stream from a sequence on, lazily, page by page.
  default Iterable<Event> streamEvents(StreamId stream, long from) {
    return () -> new StreamIterator(this, StreamQuery.forward(stream).from(from));
  }
}
