package io.schemeless.eventstore.simulation;

import static io.schemeless.eventstore.simulation.Scenario.Fault.LATE;
import static io.schemeless.eventstore.simulation.Scenario.Fault.LOST;
import static io.schemeless.eventstore.simulation.Scenarios.X;
import static io.schemeless.eventstore.simulation.Scenarios.append;
import static io.schemeless.eventstore.simulation.Scenarios.event;
import static io.schemeless.eventstore.simulation.Scenarios.forward;
import static io.schemeless.eventstore.simulation.Scenarios.replay;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.util.List;
import java.util.stream.IntStream;

/// Processes that make a dictionary of what they append, and use it.
final class DictionaryScenarios {
  private DictionaryScenarios() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.of("two processes make the same dictionary")
            .writer("a", 1, makeAndUse("one"))
            .writer("b", 1, makeAndUse("two"))
            .dictionaryAfter(5),
        Scenario.of("a dictionary whose put goes wrong")
            .writer("a", 1, makeAndUse("one"))
            .reader("p", replay(10))
            .faults(1, LATE, LOST)
            .dictionaryAfter(5),
        Scenario.of("a dictionary, a reset")
            .writer("a", 2, makeAndUse("one"))
            .resetter(Actor::reset)
            .dictionaryAfter(5),
        Scenario.of("a dictionary of others, a lone append is finished")
            .after(makeAndUse("one"))
            .writer("a", 1, append(AppendRequest.of(saying("one", X))))
            .writer("b", 1, append(AppendRequest.of(event(X))))
            .reader("r", forward(X))
            .dictionaryAfter(5));
  }

  /// Five streams have a text in common, and then there is one more event that has it.
  private static Actor.Program makeAndUse(String text) {
    AppendRequest first =
        AppendRequest.of(
            IntStream.range(0, 5).mapToObj(i -> saying(text, StreamId.of("d", text + i))).toList());
    AppendRequest second = AppendRequest.of(saying(text, X));
    return actor -> {
      actor.append(first);
      actor.append(second);
    };
  }

  private static NewEvent saying(String text, StreamId stream) {
    Json payload =
        Json.parse(
            "{\"said\":\"" + text.repeat(20) + "\",\"n\":" + event(stream).payload().text() + "}");
    return NewEvent.of(stream, "t", payload);
  }
}
