package io.schemeless.eventstore.simulation;

import static io.schemeless.eventstore.simulation.Scenario.Fault.CUT;
import static io.schemeless.eventstore.simulation.Scenario.Fault.LATE;
import static io.schemeless.eventstore.simulation.Scenario.Fault.LOST;
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
    AppendRequest chained = AppendRequest.of(event(X).withId("i"), event(Y).withCorrelationId("c"));
    return List.of(
        Scenario.of("a restored table without its log, a repair that is repeated")
            .after(fill())
            .damaged(RestoreDamage.copy(cell -> cell.key().partition().endsWith("/s/1:d/y")))
            .writer("repair", 2, repairAndUse())
            .faults(1, LATE, TWICE),
        Scenario.of("a restored table with its log alone")
            .after(fill())
            .damaged(RestoreDamage.copy(cell -> cell.key().partition().endsWith("/l")))
            .writer("repair", 2, repairAndUse())
            .reader("r", forward(X)),
        Scenario.of("a repair beside a writer")
            .writer("a", 2, append(to(X, Y)))
            .reader("v", Actor::repair)
            .faults(1, LATE, LOST),
        Scenario.of("a repair beside two writers")
            .writer("a", 1, append(to(X, Y)))
            .writer("b", 1, append(to(Y)))
            .reader("v", Actor::repair),
        Scenario.of("a repair beside claims and chains")
            .large()
            .writer("a", 2, append(chained))
            .reader("v", Actor::repair)
            .faults(1, LATE, CUT));
  }

  /// What the table that is copied holds.
  static Actor.Program fill() {
    AppendRequest first = to(X);
    AppendRequest both = to(X, Y);
    AppendRequest named = AppendRequest.of(event(Y).withId("i"));
    return actor -> {
      actor.append(first);
      actor.append(both);
      actor.append(named);
    };
  }

  static Actor.Program repairAndUse() {
    AppendRequest x = to(X);
    AppendRequest y = to(Y);
    AppendRequest named = AppendRequest.of(event(X).withId("i"));
    return actor -> {
      while (!(actor.repair() instanceof Answer.Repaired)) {}
      actor.append(x);
      actor.append(y);
      actor.append(named);
      actor.read(StreamQuery.forward(X));
      actor.replay(10);
    };
  }
}
