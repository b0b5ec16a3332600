package io.schemeless.eventstore.simulation;

import static io.schemeless.eventstore.simulation.ConditionScenarios.A;
import static io.schemeless.eventstore.simulation.ConditionScenarios.B;
import static io.schemeless.eventstore.simulation.ConditionScenarios.C;
import static io.schemeless.eventstore.simulation.ConditionScenarios.Z;
import static io.schemeless.eventstore.simulation.ConditionScenarios.ifAt;
import static io.schemeless.eventstore.simulation.ConditionScenarios.ifNone;
import static io.schemeless.eventstore.simulation.ConditionScenarios.tagged;
import static io.schemeless.eventstore.simulation.Scenario.Fault.CUT;
import static io.schemeless.eventstore.simulation.Scenario.Fault.LATE;
import static io.schemeless.eventstore.simulation.Scenarios.X;
import static io.schemeless.eventstore.simulation.Scenarios.Y;
import static io.schemeless.eventstore.simulation.Scenarios.append;
import static io.schemeless.eventstore.simulation.Scenarios.event;
import static io.schemeless.eventstore.simulation.Scenarios.to;
import static io.schemeless.eventstore.simulation.Scenarios.together;

import io.schemeless.eventstore.store.AppendRequest;
import java.util.List;
import java.util.stream.Stream;

/// Appends with conditions that one process makes at once: together, or one in the middle of the
/// other.
final class ConditionsAtOnceScenarios {
  private ConditionsAtOnceScenarios() {}

  static List<Scenario> quick() {
    return Stream.concat(batches().stream(), beside().stream()).toList();
  }

  private static List<Scenario> batches() {
    AppendRequest keyed = ifNone(A, tagged(X, "a")).withIdempotencyKey("k");
    return List.of(
        Scenario.of("conditions of a batch that rule each other out")
            .large()
            .writer("a", 2, together(ifNone(A, tagged(X, "a")), ifNone(A, tagged(Y, "a")), to(X)))
            .writer("b", 1, append(tagged(X, "a")))
            .faults(1, LATE),
        Scenario.of("two conditions of a batch that rule each other out")
            .writer("a", 2, together(ifNone(A, tagged(X, "a")), ifNone(A, tagged(Y, "a"))))
            .writer("b", 1, append(tagged(X, "a"))),
        Scenario.of("conditions of a batch, one of which another breaks")
            .writer("a", 2, together(ifNone(A, tagged(X, "c")), ifNone(B, tagged(Y, "d"))))
            .writer("b", 1, append(tagged(X, "a"))),
        Scenario.of("a key twice in a batch under a condition that it breaks itself")
            .writer("a", 2, together(keyed, keyed, ifNone(A, tagged(Y, "b"))))
            .writer("b", 1, append(tagged(X, "b")))
            .crashes(),
        Scenario.of("a condition that holds beside a version that does not any more")
            .writer("a", 2, together(ifNone(A, to(X)), ifNone(A, ifAt(0, X, to(X)))))
            .writer("b", 1, append(tagged(Y, "a"))),
        Scenario.of("a version that a batch changes itself")
            .writer("a", 2, together(ifAt(0, Y, to(X)), ifNone(A, to(Y)), ifAt(1, Y, to(X)))));
  }

  /// What two threads of one process append, one in the middle of the other.
  private static List<Scenario> beside() {
    AppendRequest other = ifNone(A, tagged(Y, "b"));
    AppendRequest foreign = AppendRequest.of(event(Z).withTags("a", "c"));
    return List.of(
        Scenario.of("a condition in a process, its own tag under way, with a ticket")
            .writer("a", 2, around(tagged(X, "a"), 3, other))
            .writer("b", 1, append(foreign)),
        Scenario.of("a condition in a process, its own tag under way, with a record")
            .writer("a", 2, around(tagged(X, "a"), 4, other))
            .writer("b", 1, append(foreign))
            .faults(1, LATE),
        Scenario.of("a condition in a process, its own tag under way, with a commit")
            .writer("a", 2, around(tagged(X, "a"), 5, other))
            .writer("b", 1, append(foreign)),
        Scenario.of("a condition in a process, another tag under way")
            .writer("a", 2, around(tagged(X, "c"), 3, other))
            .writer("b", 1, append(foreign)),
        Scenario.of("a condition in a process, another condition under way")
            .writer("a", 2, around(ifNone(C, tagged(X, "d")), 3, other))
            .writer("b", 1, append(foreign))
            .faults(1, CUT),
        Scenario.of("a condition in a process, its own tag comes to lie below")
            .writer("a", 2, around(ifNone(A, tagged(X, "b")), 2, tagged(Y, "a")))
            .writer("b", 1, append(foreign))
            .faults(1, LATE),
        Scenario.of("a condition in a process, a position of another life under way")
            .writer("a", 2, around(tagged(X, "c"), 3, other))
            .writer("b", 1, append(tagged(Z, "a")))
            .resetter(Actor::resetOnly));
  }

  private static Actor.Program around(AppendRequest request, int after, AppendRequest inner) {
    return actor -> actor.appendAround(request, after, inner);
  }
}
