package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.ObjectStore;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.verify.StoreVerifier;
import io.schemeless.eventstore.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What is explored: processes, what happened before them, and what may go wrong.
final class Scenario {

  /// What may become of a write.
  enum Fault {
    /// No answer; the write lands at any later moment, or never.
    LATE,
    /// Made, but the answer is lost.
    LOST,
    /// Sent twice; the answer is that of the second.
    TWICE,
    /// Made and answered, and made once more at any later moment.
    ECHO,
    /// As LATE, and no request of the same call is answered any more.
    CUT
  }

  /// The protocol's code, on the ports of one process.
  interface Protocol {
    Protocol REAL =
        new Protocol() {
          @Override
          public EventStore open(
              Cells cells, ObjectStore objects, Host host, StoreOptions options) {
            return new LogEventStore(cells, objects, host, options);
          }

          @Override
          public Verification repair(
              Cells cells, ObjectStore objects, Host host, StoreOptions options) {
            return new StoreVerifier(cells, objects, host, options).repair(true, (_, _) -> {});
          }
        };

    EventStore open(Cells cells, ObjectStore objects, Host host, StoreOptions options);

    /// `verify --repair --accept-loss`: a restored table may lack commits.
    Verification repair(Cells cells, ObjectStore objects, Host host, StoreOptions options);
  }

  record Process(String name, Actor.Program program, int rounds, boolean writer) {}

  final String name;
  final List<Process> processes = new ArrayList<>();
  Actor.@Nullable Program setUp;
  UnaryOperator<TableState> damage = table -> table;
  final Set<Fault> kinds = EnumSet.noneOf(Fault.class);
  int faults;
  boolean crashes;
  boolean staleReads;
  boolean damaged;
  boolean patient;
  boolean lastFirst;
  boolean whole;
  boolean resets;
  boolean large;
  int dictionaryAfter;

  private Scenario(String name) {
    this.name = name;
  }

  static Scenario of(String name) {
    return new Scenario(name);
  }

  /// What the store holds before the processes start.
  Scenario after(Actor.Program program) {
    setUp = program;
    return this;
  }

  /// What becomes of the table then, as by a restore.
  Scenario damaged(UnaryOperator<TableState> how) {
    damage = how;
    damaged = true;
    return this;
  }

  /// A process whose writes may go wrong.
  ///
  /// @param rounds how often it may try an append before its time is over
  Scenario writer(String who, int rounds, Actor.Program program) {
    processes.add(new Process(who, program, rounds, true));
    return this;
  }

  Scenario reader(String who, Actor.Program program) {
    processes.add(new Process(who, program, 2, false));
    return this;
  }

  Scenario resetter(Actor.Program program) {
    resets = true;
    processes.add(new Process("reset", program, 2, false));
    return this;
  }

  Scenario faults(int count, Fault... which) {
    faults = count;
    kinds.addAll(List.of(which));
    return this;
  }

  /// Every process waits for attempts under way, as long as it has time.
  Scenario patient() {
    patient = true;
    return this;
  }

  /// A process makes a dictionary once it has appended so many events.
  Scenario dictionaryAfter(int events) {
    dictionaryAfter = events;
    return this;
  }

  Scenario crashes() {
    crashes = true;
    return this;
  }

  Scenario staleReads() {
    staleReads = true;
    return this;
  }

  /// Requests that may be made at once are made in reverse order.
  Scenario lastFirst() {
    lastFirst = true;
    return this;
  }

  /// Queries are answered in one piece, not cell by cell.
  Scenario whole() {
    whole = true;
    return this;
  }

  /// It takes as long as many others do, and goes with the long proofs.
  Scenario large() {
    large = true;
    return this;
  }

  /// The same with the other order of requests at once, and queries that are answered in one piece
  /// where they were answered cell by cell.
  Scenario otherwise() {
    Scenario other = new Scenario(name + ", whole pages, last first");
    other.setUp = setUp;
    other.damage = damage;
    other.damaged = damaged;
    other.patient = patient;
    other.processes.addAll(processes);
    other.kinds.addAll(kinds);
    other.faults = faults;
    other.crashes = crashes;
    other.staleReads = staleReads;
    other.resets = resets;
    other.dictionaryAfter = dictionaryAfter;
    other.lastFirst = !lastFirst;
    other.whole = !whole;
    return other;
  }

  StoreOptions options(Process process) {
    StoreOptions options = options(process.rounds()).withDictionaryAfter(dictionaryAfter);
    return patient ? options.withGrace(Duration.ofDays(1), Duration.ofDays(1)) : options;
  }

  /// No attempt is ever waited for, and time is over after so many rounds.
  static StoreOptions options(int rounds) {
    return StoreOptions.DEFAULT
        .withOffloadThreshold(4096)
        .withDictionaryAfter(0)
        .withGrace(Duration.ZERO, Duration.ZERO)
        .withTimeLimit(Duration.ofMillis(rounds == 1 ? 1 : (rounds - 1) * 1_000L - 500));
  }

  @Override
  public String toString() {
    return name;
  }
}
