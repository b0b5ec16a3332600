package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.NewEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// By what events are named: by an id of the client's alone, or by a source and an id together.
final class EventNames {
  private EventNames() {}

  /// What the events of a request claim.
  static Set<List<String>> claimed(AppendRequest request) {
    Set<List<String>> names = new HashSet<>();
    for (NewEvent event : request.events()) {
      if (event.id() != null) {
        names.add(event.bySource() ? List.of(event.source(), event.id()) : List.of(event.id()));
      }
    }
    return names;
  }

  /// What nobody may claim once the events of a request are there: an event that its id names alone
  /// is the one of its source with this id, too.
  static Set<List<String>> held(AppendRequest request) {
    Set<List<String>> names = new HashSet<>(claimed(request));
    for (NewEvent event : request.events()) {
      if (event.id() != null && event.source() != null) {
        names.add(List.of(event.source(), event.id()));
      }
    }
    return names;
  }

  /// Whether an event of a request has an id as an incarnation gives it.
  static boolean areOf(String incarnation, AppendRequest request) {
    return request.events().stream()
        .anyMatch(event -> event.id() != null && event.id().startsWith(incarnation + "."));
  }

  /// The request as it was sent when every id named its event alone.
  static AppendRequest byId(AppendRequest request) {
    return new AppendRequest(
        request.events().stream().map(event -> event.withBySource(false)).toList(),
        request.expected(),
        request.idempotencyKey());
  }
}
