package io.schemeless.eventstore.client;

import java.time.Instant;
import java.util.List;

/// What became of a batch.
///
/// @param position its place in the store's one order
/// @param repeated whether an earlier request had already appended it
/// @param places one for each event, in the order of the batch
public record AppendReceipt(long position, Instant recorded, boolean repeated, List<Place> places) {
  public AppendReceipt {
    places = List.copyOf(places);
  }

  /// Where an event went.
  public record Place(String id, StreamName stream, long sequence, long position, int index) {}
}
