package io.schemeless.eventstore.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of one stream.
///
/// @param events in the order asked for
/// @param version the stream's version when the page was read; 0 if it has no event
/// @param next the sequence that the next page starts from, or none where the page reached the end
public record StreamPage(List<Event> events, long version, @Nullable Long next) {
  public StreamPage {
    events = List.copyOf(events);
  }
}
