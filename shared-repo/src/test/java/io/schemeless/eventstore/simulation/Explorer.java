package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.simulation.Moves.Move;
import io.schemeless.eventstore.simulation.Moves.Options;
import io.schemeless.eventstore.simulation.Moves.Place;
import io.schemeless.eventstore.simulation.Scenario.Protocol;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Walks through every state that a scenario can come to, depth first, and stops at the first that
/// breaks a promise.
final class Explorer {
  private final Scenario scenario;
  private final Processes processes;
  private final Moves moves;
  private final VisitedStates seen = new VisitedStates();
  private final Map<Op, Integer> ghostIds = new HashMap<>();

  /// Told only where a promise is broken.
  private final Deque<Supplier<String>> path = new ArrayDeque<>();

  private final int limit;
  private @Nullable String flaw;
  private boolean cutOff;

  private Explorer(Scenario scenario, Protocol protocol, int limit) {
    this.scenario = scenario;
    this.processes = new Processes(scenario, protocol);
    this.moves = new Moves(scenario, protocol, processes);
    this.limit = limit;
  }

  /// @param states how many different states were visited
  /// @param cutOff whether there were more than the limit
  /// @param flaw the broken promise, and how it came to that; none if all were kept
  /// @param answered the processes that were given what they asked for, on some path
  record Result(int states, boolean cutOff, @Nullable String flaw, Set<String> answered) {}

  /// @param limit visits at most so many states
  static Result explore(Scenario scenario, Protocol protocol, int limit) {
    Explorer explorer = new Explorer(scenario, protocol, limit);
    Place start = explorer.moves.place(explorer.processes.past());
    List<ProcessState> locals = new ArrayList<>();
    for (int i = 0; i < scenario.processes.size(); i++) {
      locals.add(explorer.processes.start(i));
    }
    explorer.visit(start, locals, List.of(), scenario.faults);
    return new Result(
        explorer.seen.size(), explorer.cutOff, explorer.flaw, explorer.moves.answered);
  }

  private void visit(Place place, List<ProcessState> locals, List<Op> ghosts, int budget) {
    if (flaw != null || cutOff || !isNew(place, locals, ghosts, budget)) {
      return;
    }
    cutOff = seen.size() >= limit;
    List<Options> options = new ArrayList<>();
    @Nullable String broken = place.flaw();
    for (ProcessState local : locals) {
      Options of = moves.of(local, place);
      options.add(of);
      broken = broken != null ? broken : of.flaw();
    }
    if (broken == null && locals.stream().allMatch(ProcessState::isOver)) {
      broken = moves.aftermath(place);
    }
    if (broken != null) {
      flaw = broken + "\n" + path();
      return;
    }
    for (int i = 0; i < locals.size(); i++) {
      for (Move move : options.get(i).moves()) {
        if (move.faults() <= budget) {
          go(i, move, place, locals, ghosts, budget);
        }
      }
    }
    for (Op ghost : ghosts) {
      List<Op> left = new ArrayList<>(ghosts);
      left.remove(ghost);
      path.addLast(() -> "  late: " + ghost);
      Place landed = moves.land(place, ghost);
      findRewrites(place, landed);
      visit(landed, locals, left, budget);
      path.removeLast();
    }
  }

  private void go(
      int process, Move move, Place place, List<ProcessState> locals, List<Op> ghosts, int budget) {
    List<ProcessState> next = new ArrayList<>(locals);
    next.set(process, move.local());
    List<Op> pending = ghosts;
    if (move.ghost() != null) {
      pending = new ArrayList<>(ghosts);
      pending.add(move.ghost());
      pending.sort(Comparator.comparing(this::idOf));
    }
    String name = scenario.processes.get(process).name();
    path.addLast(() -> "  " + name + ": " + move.request() + " " + move.how());
    findRewrites(place, move.place());
    visit(move.place(), next, pending, budget - move.faults());
    path.removeLast();
  }

  private void findRewrites(Place before, Place after) {
    if (Moves.rewrites(before.table(), after.table())) {
      flaw = "a slot was rewritten\n" + path();
    }
  }

  private String path() {
    return path.stream().map(Supplier::get).collect(Collectors.joining("\n"));
  }

  private int idOf(Op ghost) {
    return ghostIds.computeIfAbsent(ghost, _ -> ghostIds.size());
  }

  private boolean isNew(Place place, List<ProcessState> locals, List<Op> ghosts, int budget) {
    long high = VisitedStates.mix(1, place.id());
    long low = VisitedStates.mix(2, budget);
    high = VisitedStates.mix(high, budget);
    low = VisitedStates.mix(low, place.id());
    for (ProcessState local : locals) {
      high = VisitedStates.mix(high, local.id);
      low = VisitedStates.mix(low, ~(long) local.id);
    }
    for (Op ghost : ghosts) {
      high = VisitedStates.mix(high, 1L << 40 | idOf(ghost));
      low = VisitedStates.mix(low, 1L << 41 | idOf(ghost));
    }
    return seen.add(high, low);
  }
}
