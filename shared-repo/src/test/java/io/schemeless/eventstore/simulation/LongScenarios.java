package io.schemeless.eventstore.simulation;

import static io.schemeless.eventstore.simulation.Scenario.Fault.CUT;
import static io.schemeless.eventstore.simulation.Scenario.Fault.ECHO;
import static io.schemeless.eventstore.simulation.Scenario.Fault.LATE;
import static io.schemeless.eventstore.simulation.Scenario.Fault.LOST;
import static io.schemeless.eventstore.simulation.Scenario.Fault.TWICE;
import static io.schemeless.eventstore.simulation.Scenarios.X;
import static io.schemeless.eventstore.simulation.Scenarios.Y;
import static io.schemeless.eventstore.simulation.Scenarios.append;
import static io.schemeless.eventstore.simulation.Scenarios.expecting;
import static io.schemeless.eventstore.simulation.Scenarios.forward;
import static io.schemeless.eventstore.simulation.Scenarios.medium;
import static io.schemeless.eventstore.simulation.Scenarios.replay;
import static io.schemeless.eventstore.simulation.Scenarios.to;

import io.schemeless.eventstore.store.AppendRequest;
import java.util.List;

/// Scenarios of millions of states.
final class LongScenarios {
  private LongScenarios() {}

  static List<Scenario> all() {
    AppendRequest keyed = to(X, Y).withIdempotencyKey("k");
    return List.of(
        Scenario.of("three writers, three streams crossing")
            .writer("a", 2, append(to(X, Y)))
            .writer("b", 2, append(to(Y, Y)))
            .writer("c", 1, append(to(X))),
        Scenario.of("three conditional writers, a fault")
            .writer("a", 2, append(expecting(0, X)))
            .writer("b", 2, append(expecting(0, X, Y)))
            .writer("c", 1, append(expecting(0, X)))
            .faults(1, LATE, TWICE, CUT),
        Scenario.of("three writers, several faults")
            .writer("a", 1, append(to(X, Y)))
            .writer("b", 1, append(to(X)))
            .writer("c", 1, append(to(Y)))
            .faults(2, LATE, LOST),
        Scenario.of("several events in one commit, two faults")
            .writer("a", 2, append(to(X, X)))
            .writer("b", 2, append(to(X, X, X)))
            .faults(2, LATE, LOST, TWICE, ECHO),
        Scenario.of("the same key and two streams, a reader, deaths, a fault")
            .writer("a", 2, append(keyed))
            .writer("a2", 1, append(keyed))
            .reader("r", forward(Y))
            .faults(1, LATE)
            .crashes(),
        Scenario.of("replay of bodies outside the log, a fault, stale reads")
            .writer("a", 1, append(AppendRequest.of(medium(X), medium(Y))))
            .writer("b", 2, append(AppendRequest.of(medium(X))))
            .reader("p", replay(1))
            .faults(1, LATE)
            .staleReads(),
        Scenario.of("crossing streams, a fault, deaths")
            .writer("a", 2, append(to(X, Y, Y)))
            .writer("b", 2, append(to(Y, X)))
            .faults(1, LATE, TWICE)
            .crashes(),
        Scenario.of("reset, two writers, a reader")
            .writer("a", 2, append(to(X)))
            .writer("b", 2, append(expecting(0, X)))
            .reader("r", forward(X))
            .resetter(Actor::reset),
        Scenario.of("reset, purge, two writers, a replay")
            .after(append(to(X)))
            .writer("a", 2, append(to(X)))
            .writer("b", 1, append(expecting(1, X)))
            .reader("p", replay(10))
            .resetter(Actor::reset));
  }
}
