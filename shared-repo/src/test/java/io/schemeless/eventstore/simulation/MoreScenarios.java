package io.schemeless.eventstore.simulation;

import static io.schemeless.eventstore.simulation.Scenario.Fault.ECHO;
import static io.schemeless.eventstore.simulation.Scenario.Fault.LATE;
import static io.schemeless.eventstore.simulation.Scenario.Fault.LOST;
import static io.schemeless.eventstore.simulation.Scenario.Fault.TWICE;
import static io.schemeless.eventstore.simulation.Scenarios.X;
import static io.schemeless.eventstore.simulation.Scenarios.Y;
import static io.schemeless.eventstore.simulation.Scenarios.append;
import static io.schemeless.eventstore.simulation.Scenarios.event;
import static io.schemeless.eventstore.simulation.Scenarios.expecting;
import static io.schemeless.eventstore.simulation.Scenarios.forward;
import static io.schemeless.eventstore.simulation.Scenarios.knowing;
import static io.schemeless.eventstore.simulation.Scenarios.large;
import static io.schemeless.eventstore.simulation.Scenarios.replay;
import static io.schemeless.eventstore.simulation.Scenarios.to;
import static io.schemeless.eventstore.simulation.Scenarios.twice;

import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.ExpectedVersion;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Small scenarios of those who keep the store, of ids and chains, and of waiting.
final class MoreScenarios {
  private MoreScenarios() {}

  static List<Scenario> keepers() {
    AppendRequest keyed = to(X).withIdempotencyKey("k");
    return List.of(
        Scenario.of("conditional writers, a sealer")
            .writer("a", 2, append(expecting(0, X)))
            .writer("b", 1, append(to(X, Y)))
            .reader("s", sealer(1, 2))
            .faults(1, TWICE, LATE),
        Scenario.of("the same key twice, a third writer, a sealer")
            .writer("a", 2, append(keyed))
            .writer("a2", 1, append(keyed))
            .writer("b", 1, append(to(X)))
            .reader("s", sealer(1)),
        Scenario.of("reading from inside a commit, a sealer")
            .writer("a", 2, append(to(X, X, X)))
            .writer("b", 1, append(to(X)))
            .reader("r", actor -> actor.read(Scenarios.inside(X)))
            .reader("s", sealer(1)),
        Scenario.of("a late reset")
            .after(append(to(X)))
            .writer("a", 2, knowing(twice(to(X), expecting(2, X))))
            .resetter(Actor::resetOnly)
            .faults(1, LATE, LOST, TWICE, ECHO),
        Scenario.of("two resets, one of them late")
            .after(append(to(X)))
            .writer("a", 2, knowing(append(to(X))))
            .resetter(Actor::resetOnly)
            .resetter(Actor::reset)
            .faults(1, LATE, LOST),
        Scenario.of("reset, a large body, a repeated purge")
            .after(append(AppendRequest.of(large(X))))
            .writer("a", 2, knowing(append(AppendRequest.of(large(X)))))
            .resetter(Actor::resetOnly)
            .resetter(Actor::purge)
            .faults(1, LATE));
  }

  static List<Scenario> ids() {
    AppendRequest i = AppendRequest.of(event(X).withId("i"));
    AppendRequest other = AppendRequest.of(event(Y).withId("i"));
    AppendRequest taken = other.expecting(Y, ExpectedVersion.exactly(5));
    AppendRequest c = AppendRequest.of(event(X).withCorrelationId("c"), event(Y));
    AppendRequest d = AppendRequest.of(event(Y).withCorrelationId("c"));
    return List.of(
        Scenario.of("finding an id that two claim")
            .writer("a", 2, append(i))
            .writer("b", 2, append(other))
            .reader("r", actor -> actor.find("i"))
            .faults(1, LATE, LOST),
        Scenario.of("a chain of several appends")
            .writer("a", 2, append(c))
            .writer("b", 1, append(d))
            .reader("r", actor -> actor.chain("c")),
        Scenario.of("a counter behind the log, a chain, an id")
            .after(twice(i, d))
            .damaged(RestoreDamage::counterReset)
            .writer("a", 4, append(AppendRequest.of(event(X).withCorrelationId("c"))))
            .writer("b", 4, append(AppendRequest.of(event(X).withId("j"))))
            .reader(
                "r",
                actor -> {
                  actor.chain("c");
                  actor.find("j");
                }),
        Scenario.of("reset, an id that was taken")
            .after(append(i))
            .writer("a", 2, knowing(append(taken)))
            .resetter(Actor::reset),
        Scenario.of("reset, a list, a chain, an id")
            .after(twice(i, c))
            .reader(
                "r",
                actor -> {
                  actor.streams();
                  actor.chain("c");
                  actor.find("i");
                })
            .resetter(Actor::reset));
  }

  static List<Scenario> pages() {
    AppendRequest keyed = to(X, Y).withIdempotencyKey("k");
    Actor.Program anew = appends(2);
    return List.of(
        Scenario.of("reading page by page past replaced commits")
            .writer("a", 2, append(to(X, Y)))
            .writer("b", 1, append(to(X, X)))
            .reader("r", actor -> actor.readPages(X)),
        Scenario.of("reset, purge, replay page by page")
            .after(twice(to(X), to(X, Y)))
            .reader("p", replay(1))
            .resetter(Actor::reset),
        Scenario.of("a replay that is read ahead for")
            .after(appends(4))
            .writer("a", 2, append(to(X)))
            .reader("p", replay(1))
            .staleReads()
            .whole(),
        Scenario.of("reset, a query that is read ahead for")
            .after(appends(2))
            .reader("q", MoreScenarios::readsAheadTwice)
            .resetter(
                actor -> {
                  actor.reset();
                  anew.run(actor);
                })
            .whole(),
        Scenario.of("a patient replay")
            .writer("a", 1, append(to(X, Y)))
            .writer("b", 1, append(to(Y)))
            .reader("p", replay(1))
            .patient(),
        Scenario.of("the same key twice, patiently")
            .writer("a", 2, append(keyed))
            .writer("a2", 3, append(keyed))
            .faults(1, LATE, LOST)
            .patient());
  }

  /// Leaves something over of a log that may be gone when it comes to that place again.
  private static void readsAheadTwice(Actor actor) {
    EventQuery query = EventQuery.of(EventQuery.Item.ofTypes("t"));
    actor.query(query, null, 1);
    @Nullable ContinuationToken next = actor.query(query, null, 10);
    actor.query(query, next, 10);
  }

  /// One after the other, to one stream.
  private static Actor.Program appends(int count) {
    List<AppendRequest> requests = Stream.generate(() -> to(X)).limit(count).toList();
    return actor -> requests.forEach(actor::append);
  }

  static List<Scenario> restores() {
    return List.of(
        Scenario.of("a counter behind the log")
            .after(append(to(Y)))
            .damaged(RestoreDamage::counterReset)
            .writer("a", 3, append(to(X)))
            .writer("b", 3, append(to(X)))
            .reader("r", forward(X)),
        Scenario.of("a counter behind the log, claims")
            .after(append(to(Y)))
            .damaged(RestoreDamage::counterReset)
            .writer("a", 3, append(to(X).withIdempotencyKey("k")))
            .writer("b", 3, append(AppendRequest.of(event(Y).withId("i")))));
  }

  private static Actor.Program sealer(long... positions) {
    return actor -> {
      for (long position : positions) {
        actor.seal(position);
      }
    };
  }
}
