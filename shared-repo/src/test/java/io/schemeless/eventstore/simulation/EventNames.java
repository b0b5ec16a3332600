package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.simulation.CommittedTruth.Append;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.NewEvent;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// By what events are named: by an id of the client's alone, or by a source and an id together; and
/// what follows from that.
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
        request.condition(),
        request.idempotencyKey());
  }

  /// What is wrong with an append that was made: whether a name of its events was taken before;
  /// none if all is well.
  ///
  /// @param requests every append that any call asked for
  static @Nullable String appendedAgain(
      Call call, AppendResult result, Map<Append, AppendRequest> requests) {
    CommittedTruth before = call.before();
    if (before == null
        || before.log().containsKey(result.position())
        || !(call.question() instanceof Call.Question.Append(var request))) {
      return null;
    }
    Set<List<String>> claimed = claimed(request);
    return before.log().values().stream()
            .flatMap(slot -> slot.appends().stream())
            .map(requests::get)
            .filter(Objects::nonNull)
            .anyMatch(other -> !Collections.disjoint(held(other), claimed))
        ? "appended at " + result.position() + ", although the name was taken before"
        : null;
  }

  /// Whether the same events, named by their ids alone, lie at a position and are what a call must
  /// be answered with: they were there before it, or it was answered with them. Those that are
  /// appended meanwhile are others.
  static boolean isTwin(
      Call call, AppendRequest request, long position, @Nullable AppendRequest other) {
    boolean answered =
        call.answer() instanceof Call.Answer.Appended(var result) && result.position() == position;
    boolean before = call.before() != null && call.before().log().containsKey(position);
    return (answered || before) && !byId(request).equals(request) && byId(request).equals(other);
  }
}
