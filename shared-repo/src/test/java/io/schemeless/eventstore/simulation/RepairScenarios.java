package io.schemeless.eventstore.simulation;

import static io.schemeless.eventstore.simulation.Scenario.Fault.LATE;
import static io.schemeless.eventstore.simulation.Scenario.Fault.TWICE;
import static io.schemeless.eventstore.simulation.Scenarios.X;
import static io.schemeless.eventstore.simulation.Scenarios.Y;
import static io.schemeless.eventstore.simulation.Scenarios.append;
import static io.schemeless.eventstore.simulation.Scenarios.event;
import static io.schemeless.eventstore.simulation.Scenarios.forward;
import static io.schemeless.eventstore.simulation.Scenarios.to;

import io.schemeless.eventstore.simulation.Call.Answer;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.StreamQuery;
import java.util.List;

/// Scenarios of `verify --repair`, on restored tables and beside writers.
final class RepairScenarios {
  private RepairScenarios() {}

  static List<Scenario> quick() {
    return List.of(
        Scenario.of("a restored table without its log, a repair that is repeated")
            .after(RepairScenarios::fill)
            .damaged(Damage.copy(cell -> cell.key().partition().endsWith("/s/1:d/y")))
            .writer("repair", 2, RepairScenarios::repairAndUse)
            .faults(1, LATE, TWICE),
        Scenario.of("a restored table with its log alone")
            .after(RepairScenarios::fill)
            .damaged(Damage.copy(cell -> cell.key().partition().endsWith("/l")))
            .writer("repair", 2, RepairScenarios::repairAndUse)
            .reader("r", forward(X)),
        Scenario.of("a repair beside a writer")
            .after(actor -> actor.append(to(Y)))
            .writer("a", 1, append(to(X, Y)))
            .reader("repair", Actor::repair)
            .crashes());
  }

  /// What the table that is copied holds.
  static void fill(Actor actor) {
    actor.append(to(X));
    actor.append(to(X, Y));
    actor.append(AppendRequest.of(event(Y).withId("i")));
  }

  static void repairAndUse(Actor actor) {
    while (!(actor.repair() instanceof Answer.Repaired)) {}
    actor.append(to(X));
    actor.append(to(Y));
    actor.append(AppendRequest.of(event(X).withId("i")));
    actor.read(StreamQuery.forward(X));
    actor.replay(10);
  }
}
