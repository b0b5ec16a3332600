package io.schemeless.eventstore.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of the store's streams, in no promised order across domains; by identifier within one.
///
/// @param next where the next page starts, or none where this was the last
public record StreamList(List<Entry> streams, @Nullable ContinuationToken next) {
  public StreamList {
    streams = List.copyOf(streams);
  }

  /// @param position where the stream's first event lies in the store's order
  /// @param recorded when the store took it
  public record Entry(StreamId stream, long position, Instant recorded) {}
}
