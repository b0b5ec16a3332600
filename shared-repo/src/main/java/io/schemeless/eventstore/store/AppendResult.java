package io.schemeless.eventstore.store;

import java.time.Instant;
import java.util.List;

/// Where the events of one append lie.
///
/// @param position the append's place in the store's one order; appends that were made at once may
///   share it, and then their events lie one append after the other
/// @param recorded when the store took it
/// @param events one for each event of the request, in its order
/// @param repeated true if an earlier request with the same key or ids, and the same content, had
///   already appended them: this is its answer
public record AppendResult(
    long position, Instant recorded, List<Appended> events, boolean repeated) {

  public AppendResult {
    events = List.copyOf(events);
  }

  /// @param sequence the event's version in its stream
  /// @param index its place among the events of the position, from 0
  public record Appended(String id, StreamId stream, long sequence, int index) {}
}
