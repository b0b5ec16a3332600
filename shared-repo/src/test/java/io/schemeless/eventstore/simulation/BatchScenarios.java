package io.schemeless.eventstore.simulation;

import static io.schemeless.eventstore.simulation.Scenario.Fault.CUT;
import static io.schemeless.eventstore.simulation.Scenario.Fault.LATE;
import static io.schemeless.eventstore.simulation.Scenario.Fault.LOST;
import static io.schemeless.eventstore.simulation.Scenario.Fault.TWICE;
import static io.schemeless.eventstore.simulation.Scenarios.X;
import static io.schemeless.eventstore.simulation.Scenarios.Y;
import static io.schemeless.eventstore.simulation.Scenarios.append;
import static io.schemeless.eventstore.simulation.Scenarios.event;
import static io.schemeless.eventstore.simulation.Scenarios.expecting;
import static io.schemeless.eventstore.simulation.Scenarios.replay;
import static io.schemeless.eventstore.simulation.Scenarios.to;
import static io.schemeless.eventstore.simulation.Scenarios.together;

import io.schemeless.eventstore.store.AppendRequest;
import java.util.List;

/// Several requests of one process that go together, and what they meet.
final class BatchScenarios {
  private BatchScenarios() {}

  static List<Scenario> quick() {
    AppendRequest keyed = to(X).withIdempotencyKey("k");
    return List.of(
        Scenario.of("a batch on one stream beside a writer")
            .writer("a", 2, together(to(X), to(X, X)))
            .writer("b", 1, append(to(X)))
            .faults(1, LATE, LOST, TWICE, CUT),
        Scenario.of("a batch meets another's on two streams, deaths")
            .writer("a", 2, together(to(X), to(Y)))
            .writer("b", 1, together(to(Y), to(X)))
            .crashes(),
        Scenario.of("one of a batch is refused")
            .writer("a", 2, together(expecting(0, X), expecting(1, X), expecting(0, X)))
            .writer("b", 1, append(to(X)))
            .faults(1, LATE),
        Scenario.of("the same key twice in a batch")
            .writer("a", 2, together(to(Y), keyed, keyed))
            .writer("b", 1, append(keyed))
            .faults(1, LATE),
        Scenario.of("ids of a batch that cross another's")
            .writer(
                "a",
                2,
                together(
                    AppendRequest.of(event(X).withId("i")), AppendRequest.of(event(Y).withId("j"))))
            .writer("b", 2, append(AppendRequest.of(event(Y).withId("j"), event(Y).withId("k")))),
        Scenario.of("a batch, a reset")
            .after(append(to(X)))
            .writer("a", 2, together(expecting(1, X), to(Y)))
            .resetter(Actor::reset)
            .faults(1, LATE, LOST),
        Scenario.of("a batch, a replay, stale reads")
            .writer("a", 1, together(to(X), to(Y), to(Y)))
            .writer("b", 1, append(to(Y)))
            .reader("p", replay(2))
            .staleReads());
  }
}
