package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.simulation.Call.Answer;
import io.schemeless.eventstore.simulation.CommittedTruth.Append;
import io.schemeless.eventstore.simulation.Scenario.Protocol;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.store.StreamQuery;
import io.schemeless.eventstore.verify.StoreVerifier;
import io.schemeless.eventstore.verify.Verification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What must hold once every process has ended, wherever it did: the store's own check finds
/// nothing, who comes next can append to every stream and reads all there is, and a purge leaves
/// nothing of what was reset.
final class Aftermath {
  private static final int NEXT = 98;
  private static final StoreOptions OPTIONS = Scenario.options(60);

  private final Protocol protocol;
  private final boolean damaged;
  private TableState table;

  private Aftermath(TableState table, Protocol protocol, boolean damaged) {
    this.table = table;
    this.protocol = protocol;
    this.damaged = damaged;
  }

  /// What is wrong; none if all is well.
  static @Nullable String flaw(
      TableState table, Scenario scenario, Protocol protocol, Map<Append, AppendRequest> requests) {
    Aftermath aftermath = new Aftermath(table, protocol, scenario.damaged);
    String flaw = aftermath.checked();
    return flaw != null ? flaw : aftermath.used(new HashMap<>(requests));
  }

  private Object answer(Op request) {
    if (request instanceof Op.Mark) {
      return CommittedTruth.of(table);
    }
    TableState.Step step = table.apply(request, false);
    table = step.next();
    return step.answer();
  }

  private @Nullable String checked() {
    OpPorts ports = new OpPorts(this::answer, false, true);
    Verification found =
        new StoreVerifier(ports, ports, new SimulatedHost(NEXT, false), OPTIONS)
            .verify((_, _) -> {});
    return found.isSound() || damaged ? null : "in the end a check found " + found.findings();
  }

  private @Nullable String used(Map<Append, AppendRequest> requests) {
    Actor writer = actor(NEXT);
    writer.append(Scenarios.to(Scenarios.X, Scenarios.Y));
    // A clock that differs finds every hole overdue.
    Actor actor = actor(NEXT + 1);
    actor.replay(1);
    actor.read(StreamQuery.forward(Scenarios.X));
    actor.read(StreamQuery.backward(Scenarios.Y));
    actor.streams();
    actor.purge();
    List<Call> calls = new ArrayList<>(writer.calls());
    calls.addAll(actor.calls());
    calls.forEach(
        call -> {
          if (call.question() instanceof Call.Question.Append(var request)) {
            requests.put(call.maker(), request);
          }
        });
    CommittedTruth now = CommittedTruth.of(table);
    for (Call call : calls) {
      String flaw = CallerJudge.atOnce(call, requests);
      boolean done =
          !(call.answer() instanceof Answer.Failed)
              && !(call.answer() instanceof Answer.Log(_, var last) && !last.caughtUp());
      if (flaw != null || !done) {
        return "in the end: " + (flaw != null ? flaw : call.question() + ": " + call.answer());
      }
    }
    return left(now);
  }

  private Actor actor(int process) {
    SimulatedHost host = new SimulatedHost(process, false);
    return new Actor(process, protocol, new Actor.Wiring(this::answer, false, true), host, OPTIONS);
  }

  private @Nullable String left(CommittedTruth now) {
    Predicate<String> living = name -> name.startsWith(now.incarnation() + "/");
    return now.flaw(table) != null
        ? now.flaw(table)
        : table.cells().keySet().stream()
                    .filter(key -> !key.equals(CommittedTruth.META))
                    .map(Key::partition)
                    .allMatch(living)
                && table.objects().keySet().stream().allMatch(living)
            ? null
            : "a purge left something of the dead";
  }
}
