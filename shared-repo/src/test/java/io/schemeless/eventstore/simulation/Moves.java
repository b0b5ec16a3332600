package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.simulation.Processes.NoAnswer;
import io.schemeless.eventstore.simulation.Scenario.Fault;
import io.schemeless.eventstore.simulation.Scenario.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All that one process may do next on one table, with every fault that may strike it there; and
/// what is wrong already.
final class Moves {

  /// A table with a number, and what is true in it.
  record Place(int id, TableState table, CommittedTruth truth, @Nullable String flaw) {}

  /// @param ghost a request that may still land
  /// @param faults how many faults it took
  record Move(
      Place place, ProcessState local, @Nullable Op ghost, int faults, Op request, String how) {}

  record Options(List<Move> moves, @Nullable String flaw) {}

  private final Scenario scenario;
  private final Protocol protocol;
  private final Processes processes;
  private final Map<TableState, Place> places = new HashMap<>();
  private final Map<Long, Options> known = new HashMap<>();
  private final Map<Place, Optional<String>> ends = new IdentityHashMap<>();

  /// The processes that were ever given what they asked for.
  final Set<String> answered = new HashSet<>();

  Moves(Scenario scenario, Protocol protocol, Processes processes) {
    this.scenario = scenario;
    this.protocol = protocol;
    this.processes = processes;
  }

  int tables() {
    return places.size();
  }

  Place place(TableState table) {
    Place place = places.get(table);
    if (place == null) {
      CommittedTruth truth = CommittedTruth.of(table);
      String flaw = truth.flaw(table);
      place =
          new Place(
              places.size(),
              table,
              truth,
              flaw != null ? flaw : CallerJudge.log(truth, processes.requests));
      places.put(table, place);
    }
    return place;
  }

  Place land(Place place, Op ghost) {
    return place(place.table().apply(ghost, scenario.staleReads).next());
  }

  /// What is wrong where every process has ended; none if all is well.
  @Nullable String aftermath(Place place) {
    return ends.computeIfAbsent(
            place,
            _ ->
                Optional.ofNullable(
                    Aftermath.flaw(place.table(), scenario, protocol, processes.requests)))
        .orElse(null);
  }

  Options of(ProcessState local, Place place) {
    long key = (long) local.id << 32 | place.id();
    Options options = known.get(key);
    if (options == null) {
      options = new Options(moves(local, place), flaw(local, place));
      known.put(key, options);
    }
    return options;
  }

  private @Nullable String flaw(ProcessState local, Place place) {
    for (Call call : local.calls) {
      if (call.answer() != null && !(call.answer() instanceof Call.Answer.Failed)) {
        answered.add(scenario.processes.get(local.process).name());
      }
      String flaw = CallerJudge.atOnce(call, processes.requests);
      if (flaw == null) {
        flaw = CallerJudge.since(call, place.truth(), processes.requests);
      }
      if (flaw != null) {
        return scenario.processes.get(local.process).name() + ": " + flaw;
      }
    }
    return null;
  }

  private List<Move> moves(ProcessState local, Place place) {
    if (local.isOver()) {
      return List.of();
    }
    List<Move> moves = new ArrayList<>();
    boolean writer = scenario.processes.get(local.process).writer();
    ProcessState ready =
        local.next instanceof Op.Mark ? processes.next(local, place.truth()) : local;
    ready = settled(ready, place);
    Op op = ready.next;
    if (op == null || op instanceof Op.Mark) {
      return List.of(new Move(place, ready, null, 0, new Op.Mark(false), "a call of no request"));
    }
    TableState table = place.table();
    TableState.Step step = table.apply(op, scenario.staleReads);
    moves.add(move(ready, op, step.next(), step.answer(), null, 0, ""));
    if (scenario.staleReads) {
      for (Object stale : table.staleAnswers(op)) {
        if (!stale.equals(step.answer())) {
          moves.add(move(ready, op, table, stale, null, 0, "stale"));
        }
      }
    }
    if (op.writes()) {
      faults(moves, ready, op, table, step);
    }
    if (writer && scenario.crashes) {
      ProcessState dead = processes.dead(ready);
      moves.add(new Move(place, dead, null, 0, op, "the process dies before it"));
    }
    return moves;
  }

  private void faults(
      List<Move> moves, ProcessState local, Op op, TableState table, TableState.Step step) {
    for (Fault fault : scenario.kinds) {
      moves.add(
          switch (fault) {
            case LATE -> move(local, op, table, NoAnswer.TIMEOUT, op, 1, "no answer, lands later");
            case LOST -> move(local, op, step.next(), NoAnswer.TIMEOUT, null, 1, "answer lost");
            case TWICE -> {
              TableState.Step second = step.next().apply(op, scenario.staleReads);
              yield move(local, op, second.next(), second.answer(), null, 1, "sent twice");
            }
            case CUT ->
                new Move(place(table), settled(cut(local), place(table)), op, 1, op, "cut off");
            case ECHO ->
                move(local, op, step.next(), step.answer(), op, 1, "lands once more later");
          });
    }
  }

  /// The end of a call none of whose requests is answered any more.
  private ProcessState cut(ProcessState local) {
    ProcessState cut = local;
    while (cut.next != null && !(cut.next instanceof Op.Mark)) {
      cut = processes.next(cut, NoAnswer.TIMEOUT);
    }
    return cut;
  }

  private Move move(
      ProcessState local,
      Op op,
      TableState next,
      Object answer,
      @Nullable Op ghost,
      int faults,
      String how) {
    Place place = place(next);
    return new Move(place, settled(processes.next(local, answer), place), ghost, faults, op, how);
  }

  /// Answers what needs no turn of its own: the end of a call, and the meta in a store that nobody
  /// resets.
  private ProcessState settled(ProcessState local, Place place) {
    ProcessState settled = local;
    while (true) {
      if (settled.next instanceof Op.Mark(boolean before) && !before) {
        settled = processes.next(settled, place.truth());
      } else if (!scenario.resets
          && settled.next instanceof Op.Get get
          && get.key().equals(CommittedTruth.META)) {
        settled = processes.next(settled, place.table().apply(get, false).answer());
      } else {
        return settled;
      }
    }
  }

  /// A slot that is written never changes.
  static boolean rewrites(TableState before, TableState after) {
    if (before.equals(after)) {
      return false;
    }
    for (Map.Entry<Key, Cell> entry : before.cells().entrySet()) {
      if (entry.getKey().partition().endsWith("/l")) {
        Cell now = after.cells().get(entry.getKey());
        if (now != null && !now.equals(entry.getValue())) {
          return true;
        }
      }
    }
    return false;
  }
}
