package io.schemeless.eventstore.simulation;

import static io.schemeless.eventstore.simulation.Scenario.Fault.CUT;
import static io.schemeless.eventstore.simulation.Scenario.Fault.ECHO;
import static io.schemeless.eventstore.simulation.Scenario.Fault.LATE;
import static io.schemeless.eventstore.simulation.Scenario.Fault.LOST;
import static io.schemeless.eventstore.simulation.Scenario.Fault.TWICE;

import io.schemeless.eventstore.conformance.Noise;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// The small scenarios: those of the protocol's model, and more.
final class Scenarios {
  static final StreamId X = StreamId.of("d", "x");
  static final StreamId Y = StreamId.of("d", "y");

  private static final String MEDIUM = Noise.text(1_200);
  private static final String LARGE = Noise.text(6_000);

  /// No two events are the same.
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private Scenarios() {}

  static NewEvent event(StreamId stream) {
    return NewEvent.of(stream, "t", Json.parse("" + NUMBERS.incrementAndGet()));
  }

  /// Too large for the table, however it is packed.
  static NewEvent large(StreamId stream) {
    return NewEvent.of(stream, "t", Json.parse('"' + LARGE + NUMBERS.incrementAndGet() + '"'));
  }

  /// Too large for a slot to hold a copy of it.
  static NewEvent medium(StreamId stream) {
    return NewEvent.of(stream, "t", Json.parse('"' + MEDIUM + NUMBERS.incrementAndGet() + '"'));
  }

  static AppendRequest to(StreamId... streams) {
    return AppendRequest.of(Arrays.stream(streams).map(Scenarios::event).toList());
  }

  /// Appends that one call makes at once. The types of their events say which they are of.
  static Actor.Program together(AppendRequest... requests) {
    List<AppendRequest> all = new ArrayList<>();
    for (AppendRequest request : requests) {
      // A repeat is the same request.
      int number = List.of(requests).indexOf(request);
      String type = number == 0 ? "t" : "t" + number;
      List<NewEvent> events =
          request.events().stream()
              .map(
                  e ->
                      new NewEvent(
                          e.stream(),
                          type,
                          e.payload(),
                          e.meta(),
                          e.id(),
                          e.bySource(),
                          e.correlationId(),
                          e.causationId(),
                          e.tags(),
                          e.created()))
              .toList();
      all.add(
          new AppendRequest(
              events, request.expected(), request.condition(), request.idempotencyKey()));
    }
    return actor -> actor.appendAll(all);
  }

  static AppendRequest expecting(long version, StreamId... streams) {
    return to(streams).expecting(X, ExpectedVersion.exactly(version));
  }

  static Actor.Program append(AppendRequest request) {
    return actor -> actor.append(request);
  }

  static Actor.Program twice(AppendRequest first, AppendRequest second) {
    return actor -> {
      actor.append(first);
      actor.append(second);
    };
  }

  /// A process that has used the store before.
  static Actor.Program knowing(Actor.Program program) {
    return actor -> {
      actor.version(X);
      program.run(actor);
    };
  }

  static StreamQuery inside(StreamId stream) {
    return StreamQuery.forward(stream).from(2L);
  }

  static Actor.Program forward(StreamId stream) {
    return actor -> actor.read(StreamQuery.forward(stream));
  }

  static Actor.Program replay(int pageSize) {
    return actor -> actor.replay(pageSize);
  }

  static List<Scenario> quick() {
    return Stream.of(
            writers(),
            claims(),
            readers(),
            resets(),
            MoreScenarios.restores(),
            MoreScenarios.keepers(),
            MoreScenarios.ids(),
            MoreScenarios.pages(),
            BatchScenarios.quick(),
            ConditionScenarios.quick(),
            ConditionsAtOnceScenarios.quick(),
            NameScenarios.all(),
            DictionaryScenarios.all(),
            RepairScenarios.quick())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Scenario> writers() {
    return List.of(
        Scenario.of("one writer gives up while another finishes its append")
            .writer("a", 2, append(to(X)))
            .writer("b", 1, append(to(X)))
            .faults(1, LATE, LOST, TWICE, CUT),
        Scenario.of("expected versions, two streams, a request sent twice")
            .writer("a", 2, append(expecting(0, X)))
            .writer("b", 1, append(to(X, Y)))
            .faults(1, TWICE),
        Scenario.of("a conditional writer that remembers an old head")
            .after(append(to(X)))
            .writer("a", 2, knowing(append(expecting(2, X))))
            .writer("b", 2, append(to(X)))
            .faults(1, LATE, TWICE),
        Scenario.of("several events in one commit, a fault")
            .writer("a", 2, append(to(X, X)))
            .writer("b", 2, append(to(X, X, X)))
            .faults(1, LATE, LOST, TWICE, ECHO),
        Scenario.of("crossing streams, deaths")
            .writer("a", 2, append(to(X, Y, Y)))
            .writer("b", 2, append(to(Y, X)))
            .crashes(),
        Scenario.of("crossing streams, prepared in different orders, stale reads")
            .writer("a", 2, append(to(X, Y)))
            .writer("b", 2, append(to(Y, X)))
            .lastFirst()
            .staleReads());
  }

  private static List<Scenario> claims() {
    AppendRequest keyed = expecting(0, X).withIdempotencyKey("k");
    AppendRequest both = to(X, Y).withIdempotencyKey("k");
    AppendRequest ij = AppendRequest.of(event(X).withId("i"), event(X).withId("j"));
    AppendRequest ji = AppendRequest.of(event(Y).withId("j"), event(Y).withId("i"));
    return List.of(
        Scenario.of("the same key twice under an expected version")
            .writer("a", 2, append(keyed))
            .writer("a2", 2, append(keyed))
            .faults(1, LATE, LOST, TWICE, CUT),
        Scenario.of("ids crossing")
            .writer("a", 2, append(ij))
            .writer("b", 2, append(ji))
            .faults(1, LATE),
        Scenario.of("a key, two streams, a reader")
            .writer("a", 2, append(both))
            .writer("a2", 1, append(both))
            .reader("r", forward(Y)),
        Scenario.of("a lone append with a key is finished by another writer")
            .writer("a", 1, append(to(X).withIdempotencyKey("k")))
            .writer("b", 1, append(to(Y).withIdempotencyKey("k")))
            .writer("c", 1, append(to(X))));
  }

  private static List<Scenario> readers() {
    AppendRequest both = to(X, Y);
    return List.of(
        Scenario.of("reading forward past replaced commits")
            .writer("a", 2, append(to(X, Y)))
            .writer("b", 2, append(to(X, X)))
            .reader("r", forward(X)),
        Scenario.of("reading backward past replaced commits")
            .writer("a", 2, append(to(X, X, Y)))
            .writer("b", 2, append(to(X)))
            .reader("r", actor -> actor.read(StreamQuery.backward(X))),
        Scenario.of("reading from inside a commit")
            .writer("a", 2, append(to(X, X, X)))
            .writer("b", 2, append(to(X)))
            .reader("r", actor -> actor.read(inside(X))),
        Scenario.of("replay with sealing and stale bodies")
            .writer("a", 2, append(AppendRequest.of(medium(X), medium(Y))))
            .writer("b", 1, append(AppendRequest.of(medium(X))))
            .reader("p", replay(10))
            .staleReads(),
        Scenario.of("replay of two writers of several streams, deaths")
            .writer("a", 1, append(to(X, Y)))
            .writer("b", 1, append(to(Y, X)))
            .reader("p", replay(1))
            .crashes(),
        Scenario.of("listing streams")
            .writer("a", 1, append(to(X, Y)))
            .writer("b", 1, append(to(X)))
            .reader("r", Actor::streams)
            .crashes(),
        Scenario.of("a chain")
            .after(append(AppendRequest.of(event(Y).withCorrelationId("c"))))
            .writer("a", 2, append(AppendRequest.of(event(X).withCorrelationId("c"))))
            .reader("r", actor -> actor.chain("c")),
        Scenario.of("reading one's own writes")
            .writer(
                "a",
                2,
                actor -> {
                  actor.append(both);
                  actor.read(StreamQuery.forward(X));
                  actor.version(Y);
                })
            .writer("b", 1, append(to(X))));
  }

  private static List<Scenario> resets() {
    AppendRequest keyed = expecting(0, X).withIdempotencyKey("k");
    return List.of(
        Scenario.of("reset, purge, writer")
            .after(append(to(X)))
            .writer("a", 2, append(to(X)))
            .resetter(Actor::reset)
            .faults(1, LATE, LOST, TWICE),
        Scenario.of("reset, purge, reader")
            .after(twice(to(X), to(X)))
            .reader("r", forward(X))
            .resetter(Actor::reset),
        Scenario.of("reset, a large body")
            .writer("a", 2, append(AppendRequest.of(large(X))))
            .resetter(Actor::reset)
            .faults(1, LATE, LOST),
        Scenario.of("reset, a conditional writer")
            .after(append(to(X)))
            .writer("a", 2, knowing(append(expecting(0, X))))
            .resetter(Actor::reset)
            .faults(1, LATE, LOST),
        Scenario.of("reset, a repeated key")
            .after(append(keyed))
            .writer("a", 2, knowing(append(keyed)))
            .resetter(Actor::reset)
            .faults(1, LATE, LOST),
        Scenario.of("reset, a writer with a memory")
            .after(append(to(X)))
            .writer("a", 2, knowing(twice(to(X), to(X))))
            .resetter(Actor::reset),
        Scenario.of("two resets")
            .after(append(to(X)))
            .writer("a", 2, knowing(append(to(X))))
            .resetter(Actor::resetOnly)
            .resetter(Actor::resetOnly),
        Scenario.of("reset, two writers")
            .writer("a", 2, append(to(X)))
            .writer("b", 1, append(expecting(0, X)))
            .resetter(Actor::reset),
        Scenario.of("reset, purge, replay")
            .after(twice(to(X), to(X, Y)))
            .reader("p", replay(10))
            .resetter(Actor::reset));
  }
}
