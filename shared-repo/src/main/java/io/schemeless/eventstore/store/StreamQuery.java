package io.schemeless.eventstore.store;

import org.jspecify.annotations.Nullable;

/// Which part of a stream to read.
///
/// @param from the sequence to start at, inclusive, 1 or more; none starts at the stream's first
///   event, or backwards at its newest
public record StreamQuery(
    StreamId stream, @Nullable Long from, Direction direction, PageLimits limits) {

  public enum Direction {
    FORWARD,
    BACKWARD
  }

  public StreamQuery {
    if (from != null && from < 1) {
      throw new StoreException.InvalidRequest("from must be 1 or more");
    }
  }

  public static StreamQuery forward(StreamId stream) {
    return new StreamQuery(stream, null, Direction.FORWARD, PageLimits.DEFAULT);
  }

  public static StreamQuery backward(StreamId stream) {
    return new StreamQuery(stream, null, Direction.BACKWARD, PageLimits.DEFAULT);
  }

  public StreamQuery from(@Nullable Long sequence) {
    return new StreamQuery(stream, sequence, direction, limits);
  }

  public StreamQuery limit(PageLimits value) {
    return new StreamQuery(stream, from, direction, value);
  }
}
