package io.schemeless.eventstore.simulation;

import static io.schemeless.eventstore.simulation.Scenario.Fault.CUT;
import static io.schemeless.eventstore.simulation.Scenario.Fault.ECHO;
import static io.schemeless.eventstore.simulation.Scenario.Fault.LATE;
import static io.schemeless.eventstore.simulation.Scenario.Fault.LOST;
import static io.schemeless.eventstore.simulation.Scenario.Fault.TWICE;
import static io.schemeless.eventstore.simulation.Scenarios.X;
import static io.schemeless.eventstore.simulation.Scenarios.Y;
import static io.schemeless.eventstore.simulation.Scenarios.append;
import static io.schemeless.eventstore.simulation.Scenarios.event;
import static io.schemeless.eventstore.simulation.Scenarios.medium;
import static io.schemeless.eventstore.simulation.Scenarios.replay;
import static io.schemeless.eventstore.simulation.Scenarios.to;
import static io.schemeless.eventstore.simulation.Scenarios.twice;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventQuery.Item;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.StreamId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Appends with conditions, and what they meet below their positions.
final class ConditionScenarios {
  static final StreamId Z = StreamId.of("d", "z");

  static final EventQuery A = EventQuery.of(Item.ofTags("a"));
  static final EventQuery B = EventQuery.of(Item.ofTags("b"));
  static final EventQuery C = EventQuery.of(Item.ofTags("c"));
  private static final EventQuery AB = EventQuery.of(Item.ofTags("a", "b"));
  private static final EventQuery A_OR_B = EventQuery.of(Item.ofTags("a"), Item.ofTags("b"));
  private static final EventQuery TYPED = EventQuery.of(Item.ofTags("a").withTypes("u"));
  private static final EventQuery ANY = EventQuery.of(Item.ofTypes("t"));

  private ConditionScenarios() {}

  static List<Scenario> quick() {
    return Stream.of(crossing(), below(), sealed(), seen(), repeats(), lives())
        .flatMap(List::stream)
        .toList();
  }

  static AppendRequest tagged(StreamId stream, String... tags) {
    return AppendRequest.of(event(stream).withTags(tags));
  }

  static AppendRequest ifNone(EventQuery query, AppendRequest request) {
    return request.withCondition(AppendCondition.none(query));
  }

  /// Reads what a query wants, and appends if nothing of it came since.
  private static Actor.Program decide(EventQuery query, int pageSize, AppendRequest request) {
    return decide(query, pageSize, _ -> {}, request);
  }

  /// @param between what it does after it has read
  private static Actor.Program decide(
      EventQuery query, int pageSize, Actor.Program between, AppendRequest request) {
    return actor -> {
      @Nullable ContinuationToken token = actor.query(query, null, pageSize);
      between.run(actor);
      if (token != null) {
        actor.append(request.withCondition(AppendCondition.noneSince(token, query)));
      }
    };
  }

  static AppendRequest ifAt(long version, StreamId other, AppendRequest request) {
    return request.expecting(other, ExpectedVersion.exactly(version));
  }

  private static List<Scenario> crossing() {
    return List.of(
        Scenario.of("conditions that rule each other out")
            .writer("a", 2, append(ifNone(B, tagged(X, "a"))))
            .writer("b", 2, append(ifNone(A, tagged(Y, "b"))))
            .faults(1, LATE, LOST, TWICE),
        Scenario.of("conditions that rule each other out, deaths")
            .writer("a", 2, append(ifNone(B, tagged(X, "a"))))
            .writer("b", 2, append(ifNone(A, tagged(Y, "b"))))
            .crashes(),
        Scenario.of("conditions by type that rule each other out")
            .writer("a", 2, append(ifNone(ANY, to(X))))
            .writer("b", 2, append(ifNone(ANY, to(Y))))
            .faults(1, LATE, CUT),
        Scenario.of("versions of each other's streams")
            .writer("a", 2, append(ifAt(0, Y, to(X))))
            .writer("b", 2, append(ifAt(0, X, to(Y))))
            .faults(1, LATE, LOST),
        Scenario.of("the version of a stream whose commits are replaced")
            .after(append(to(Y)))
            .writer("a", 2, append(ifAt(1, Y, to(X))))
            .writer("b", 1, append(to(Y, X)))
            .writer("c", 1, append(to(Y))));
  }

  private static List<Scenario> below() {
    return List.of(
        Scenario.of("a condition, a slow writer below it")
            .writer("a", 2, append(ifNone(A, to(X))))
            .writer("b", 2, append(tagged(Y, "a")))
            .faults(1, LATE, LOST, CUT, ECHO),
        Scenario.of("a condition, two writers, one of both tags")
            .writer("a", 2, append(ifNone(AB, to(X))))
            .writer("b", 1, append(tagged(Y, "a", "b")))
            .writer("c", 1, append(tagged(Y, "a"))),
        Scenario.of("a condition, what looks alike")
            .after(append(AppendRequest.of(event(X).withTags("a"), event(X).withTags("b"))))
            .writer("a", 2, append(ifNone(AB, to(X))))
            .writer("b", 1, append(ifNone(TYPED, tagged(Y, "a")))),
        Scenario.of("a condition, a lone append that another finishes")
            .writer("a", 1, append(ifNone(A, to(Y))))
            .writer("b", 1, append(tagged(X, "a")))
            .writer("c", 1, append(to(X)))
            .faults(1, LATE),
        Scenario.of("a condition on a stream that others append to")
            .writer("a", 2, append(ifNone(A, to(X))))
            .writer("b", 2, append(tagged(X, "a")))
            .faults(1, LATE, TWICE),
        Scenario.of("a condition, a sealer")
            .writer("a", 2, append(ifNone(A, tagged(X, "a"))))
            .writer("b", 1, append(ifNone(A, tagged(Y, "a"))))
            .reader("p", replay(10))
            .faults(1, LATE),
        Scenario.of("a condition, a repair")
            .large()
            .writer("a", 2, append(ifNone(A, tagged(X, "a"))))
            .writer("b", 1, append(tagged(Y, "a")))
            .reader("v", Actor::repair),
        Scenario.of("a condition, stale reads")
            .after(append(tagged(Y, "b")))
            .writer("a", 2, append(ifNone(A, tagged(X, "a"))))
            .writer("b", 1, append(AppendRequest.of(medium(Y).withTags("a"))))
            .staleReads());
  }

  /// Appends below that are kept from what a condition is over, instead of being waited for.
  private static List<Scenario> sealed() {
    return List.of(
        Scenario.of("a condition of two items, a slow writer below it")
            .writer("a", 2, append(ifNone(A_OR_B, to(X))))
            .writer("b", 2, append(tagged(Y, "b")))
            .faults(1, LATE, CUT),
        Scenario.of("a condition of two tags, a slow writer of one of them")
            .writer("a", 2, append(ifNone(AB, to(X))))
            .writer("b", 2, append(tagged(Y, "a")))
            .faults(1, LATE, LOST),
        Scenario.of("conditions of one tag, a slow writer below both")
            .writer("a", 2, append(ifNone(A, to(X))))
            .writer("b", 1, append(ifNone(A, to(Y))))
            .writer("c", 1, append(tagged(X, "a"))),
        Scenario.of("a condition, a death below it")
            .writer("a", 2, append(ifNone(A, tagged(X, "a"))))
            .writer("b", 2, append(tagged(Y, "a")))
            .crashes(),
        Scenario.of("conditions in a ring")
            .writer("a", 1, append(ifNone(B, tagged(X, "a"))))
            .writer("b", 1, append(ifNone(C, tagged(Y, "b"))))
            .writer("c", 1, append(ifNone(A, tagged(Z, "c")))));
  }

  private static List<Scenario> seen() {
    AppendRequest two = AppendRequest.of(event(X).withTags("a"), event(X).withTags("a"));
    return List.of(
        Scenario.of("a decision over what was read")
            .after(append(tagged(Y, "a")))
            .writer("a", 2, decide(A, 10, tagged(X, "a")))
            .writer("b", 1, append(tagged(Y, "a")))
            .faults(1, LATE),
        Scenario.of("a decision from the middle of an append")
            .after(append(two))
            .writer("a", 2, decide(A, 1, tagged(X, "b"))),
        Scenario.of("a decision over what was read, a replay before it")
            .writer("a", 2, decide(A, 10, replay(10), tagged(X, "a")))
            .writer("b", 1, append(tagged(Y, "a"))),
        Scenario.of("a query, a slow writer")
            .writer("b", 2, append(tagged(Y, "a")))
            .writer("c", 1, append(tagged(X, "a")))
            .reader("r", actor -> actor.query(A, actor.query(A, null, 10), 10))
            .faults(1, LATE, CUT),
        Scenario.of("a query by type, a slow writer")
            .writer("b", 1, append(tagged(Y, "a")))
            .writer("c", 1, append(tagged(X, "a")))
            .reader("r", actor -> actor.query(ANY, null, 10))
            .crashes());
  }

  private static List<Scenario> repeats() {
    AppendRequest keyed = ifNone(A, tagged(X, "a")).withIdempotencyKey("k");
    AppendRequest named = ifNone(A, AppendRequest.of(event(X).withTags("a").withId("i")));
    return List.of(
        Scenario.of("the same key twice under a condition that it breaks itself")
            .writer("a", 2, append(keyed))
            .writer("a2", 2, append(keyed))
            .crashes(),
        Scenario.of("a repeat after others matched")
            .writer("a", 2, twice(keyed, keyed))
            .writer("b", 1, append(tagged(Y, "a")))
            .faults(1, LOST),
        Scenario.of("an id under a condition, another's")
            .writer("a", 2, append(named))
            .writer("b", 2, append(AppendRequest.of(event(Y).withId("i"))))
            .faults(1, LATE));
  }

  private static List<Scenario> lives() {
    return List.of(
        Scenario.of("reset, a decision over what was read")
            .after(append(tagged(Y, "a")))
            .writer("a", 2, decide(A, 10, tagged(X, "a")))
            .resetter(Actor::resetOnly)
            .faults(1, LATE),
        Scenario.of("reset, purge, a condition, what it rules out")
            .after(append(tagged(Y, "a")))
            .writer("a", 2, twice(ifNone(B, to(X)), ifNone(A, to(X))))
            .writer("b", 1, append(tagged(Y, "a")))
            .resetter(Actor::reset),
        Scenario.of("reset, purge, a condition over a body of its own")
            .after(append(AppendRequest.of(medium(Y).withTags("a"))))
            .writer("a", 2, append(ifNone(A, to(X))))
            .resetter(Actor::reset),
        Scenario.of("a mark of another epoch")
            .after(append(to(Y)))
            .damaged(ConditionScenarios::withMark)
            .writer("a", 2, append(ifNone(A, to(X))))
            .writer("b", 1, append(tagged(Y, "a"))),
        Scenario.of("a counter behind the log, a condition")
            .after(append(tagged(Y, "a")))
            .damaged(RestoreDamage::counterReset)
            .writer("a", 3, append(ifNone(B, tagged(X, "b"))))
            .writer("b", 3, append(ifNone(B, tagged(Y, "b")))));
  }

  /// As a restore may leave one behind: of positions that the table does not have.
  private static TableState withMark(TableState table) {
    Map<Key, Cell> cells = new HashMap<>(table.cells());
    Key mark = new Key(CommittedTruth.of(table).incarnation() + "/p", CommittedTruth.number(0));
    cells.put(mark, new Cell(mark, Map.of("ep", new Value.Number(0), "pos", new Value.Number(9))));
    return new TableState(cells, table.objects(), table.past());
  }
}
