package io.schemeless.eventstore.client;

import java.util.List;

/// A page of the log.
///
/// @param next the token to go on with; it never expires, so it is what a reader keeps
/// @param caughtUp whether nothing was committed beyond this page when it was read
public record ReplayPage(List<RecordedEvent> events, String next, boolean caughtUp) {
  public ReplayPage {
    events = List.copyOf(events);
  }
}
