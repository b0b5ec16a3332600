package io.schemeless.eventstore.functions.events;

import io.schemeless.eventstore.functions.http.HttpProblem;
import io.schemeless.eventstore.functions.http.Problem;
import io.schemeless.eventstore.functions.http.ProblemType;
import io.schemeless.eventstore.functions.http.Request;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.FindEvents;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the event that a request names by its id, or by source and id.
public final class FoundEvents {
  private FoundEvents() {}

  /// Of an event that the caller may not read it is not said that it is there.
  ///
  /// @param source none for an event that its id names alone
  /// @throws HttpProblem if there is none that the caller may read
  public static Event find(FindEvents store, Request request, String id, @Nullable String source) {
    return find(store, id, source)
        .filter(event -> request.caller().mayRead(event.stream().domain()))
        .orElseThrow(
            () ->
                new HttpProblem(
                    Problem.of(
                        ProblemType.EVENT_NOT_FOUND,
                        source == null
                            ? "the store has no event that this id names alone"
                            : "the store has no event of this source with this id")));
  }

  /// An event of our own is told under a source, too, and has it nowhere.
  private static Optional<Event> find(FindEvents store, String id, @Nullable String source) {
    return source == null
        ? store.event(id)
        : store
            .event(id, source)
            .or(() -> store.event(id).filter(e -> source.equals(CloudEvents.source(e))));
  }

  /// The parameter `source`, or none.
  public static @Nullable String source(Request request) {
    String source = request.query().one("source");
    if ("".equals(source)) {
      throw HttpProblem.parameter("source", "must not be empty");
    }
    return source;
  }
}
