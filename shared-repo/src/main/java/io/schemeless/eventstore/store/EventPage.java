package io.schemeless.eventstore.store;

import java.util.List;

/// A page of the log or of a chain.
///
/// @param events in the store's order; may be empty
/// @param next where the next page starts; there always is one, also at the end, so a reader keeps
///   one token and asks again
/// @param position where `next` goes on in the log: at this position, or inside it
/// @param caughtUp true if nothing was committed beyond this page when it was read
public record EventPage(
    List<Event> events, ContinuationToken next, long position, boolean caughtUp) {
  public EventPage {
    events = List.copyOf(events);
  }
}
