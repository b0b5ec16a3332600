package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.simulation.Scenario.Process;
import io.schemeless.eventstore.simulation.Scenario.Protocol;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds out what a process does next, by running it from its beginning on the answers that it got
/// so far. Nothing of it runs between two steps.
final class Processes {
  /// The number of the process that made what was there before the others started.
  static final int SET_UP = 100;

  /// What a request says that was not answered.
  static final String NO_ANSWER = "no answer";

  /// What a process gets in place of an answer.
  enum NoAnswer {
    TIMEOUT,
    DEATH
  }

  private final Scenario scenario;
  private final Protocol protocol;

  /// Every append that a call asked for.
  final Map<CommittedTruth.Append, AppendRequest> requests = new HashMap<>();

  private int locals;

  Processes(Scenario scenario, Protocol protocol) {
    this.scenario = scenario;
    this.protocol = protocol;
  }

  /// Thrown through a process at the request that has no answer yet.
  private static final class Stop extends Error {
    private static final long serialVersionUID = 1L;
    private final transient Op request;

    Stop(Op request) {
      super(null, null, false, false);
      this.request = request;
    }
  }

  int count() {
    return locals;
  }

  ProcessState start(int process) {
    return run(new ProcessState(locals++, process, null, null));
  }

  ProcessState next(ProcessState local, Object answer) {
    ProcessState known = local.child(answer);
    if (known == null) {
      known = run(new ProcessState(locals++, local.process, local, answer));
      local.child(answer, known);
    }
    return known;
  }

  /// A process that goes no further.
  ProcessState dead(ProcessState local) {
    ProcessState known = local.child(NoAnswer.DEATH);
    if (known == null) {
      known = new ProcessState(locals++, local.process, local, NoAnswer.DEATH);
      known.calls = local.calls;
      local.child(NoAnswer.DEATH, known);
    }
    return known;
  }

  private ProcessState run(ProcessState local) {
    Process process = scenario.processes.get(local.process);
    SimulatedHost host = new SimulatedHost(local.process, scenario.lastFirst);
    Iterator<Object> answers = local.answers().iterator();
    OpPorts.Requests requests = request -> answer(request, answers, host);
    Actor actor =
        new Actor(
            local.process,
            protocol,
            new Actor.Wiring(requests, scenario.lastFirst, scenario.whole),
            host,
            scenario.options(process));
    @Nullable Op next = null;
    try {
      process.program().run(actor);
    } catch (Stop stop) {
      next = stop.request;
    }
    local.next = next;
    local.calls = actor.calls();
    note(local.calls);
    return local;
  }

  private static Object answer(Op request, Iterator<Object> answers, SimulatedHost host) {
    if (!answers.hasNext()) {
      throw new Stop(request);
    }
    Object answer = answers.next();
    if (!(request instanceof Op.Mark)) {
      host.tick();
    }
    if (answer == NoAnswer.TIMEOUT) {
      throw new Unavailable(NO_ANSWER, null);
    }
    return answer;
  }

  private void note(List<Call> calls) {
    for (Call call : calls) {
      if (call.question() instanceof Call.Question.Append(var request)) {
        requests.put(call.maker(), request);
      }
    }
  }

  /// The table after the scenario's past, made by the protocol itself.
  TableState past() {
    TableState[] table = {new TableState(Map.of(), Map.of(), Map.of())};
    SimulatedHost host = new SimulatedHost(SET_UP, false);
    OpPorts.Requests requests =
        request -> {
          if (request instanceof Op.Mark) {
            return CommittedTruth.of(table[0]);
          }
          TableState.Step step = table[0].apply(request, false);
          table[0] = step.next();
          return step.answer();
        };
    Actor actor =
        new Actor(
            SET_UP, protocol, new Actor.Wiring(requests, false, false), host, Scenario.options(2));
    actor.open();
    if (scenario.setUp != null) {
      scenario.setUp.run(actor);
      note(actor.calls());
    }
    return scenario.damage.apply(table[0]);
  }
}
