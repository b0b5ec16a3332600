package io.schemeless.eventstore.simulation;

import static io.schemeless.eventstore.simulation.Scenario.Fault.LATE;
import static io.schemeless.eventstore.simulation.Scenario.Fault.LOST;
import static io.schemeless.eventstore.simulation.Scenario.Fault.TWICE;
import static io.schemeless.eventstore.simulation.Scenarios.X;
import static io.schemeless.eventstore.simulation.Scenarios.Y;
import static io.schemeless.eventstore.simulation.Scenarios.append;
import static io.schemeless.eventstore.simulation.Scenarios.event;
import static io.schemeless.eventstore.simulation.Scenarios.knowing;
import static io.schemeless.eventstore.simulation.Scenarios.medium;
import static io.schemeless.eventstore.simulation.Scenarios.to;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.item.Base32;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What names an event: a source and an id together, an id alone, an id that another life gave; and
/// tables from when sources named no events.
final class NameScenarios {
  /// The incarnation of every scenario's beginning: what [SimulatedHost] gives for the second
  /// random bytes that the past asks for.
  private static final String FIRST_LIFE =
      Base32.encode(new byte[] {Processes.SET_UP, 0, 1, 0, 0, 0, 0, 0, 0, 0});

  private NameScenarios() {}

  static List<Scenario> all() {
    return Stream.of(ofSources(), ofClaimsAlone(), ofOtherLives(), ofFormats())
        .flatMap(List::stream)
        .toList();
  }

  private static NewEvent of(String source, StreamId stream) {
    return event(stream).withMeta(Json.parse("{\"source\":\"" + source + "\"}")).withId("1");
  }

  private static List<Scenario> ofSources() {
    AppendRequest a = AppendRequest.of(of("/a", X).withBySource(true));
    AppendRequest b = AppendRequest.of(of("/b", Y).withBySource(true));
    AppendRequest other = AppendRequest.of(of("/a", Y).withBySource(true));
    return List.of(
        Scenario.of("the same id from two sources")
            .writer("a", 2, append(a))
            .writer("b", 2, append(b))
            .reader("r", actor -> actor.find("1", "/a"))
            .faults(1, LATE, LOST),
        Scenario.of("the same id twice from one source")
            .large()
            .writer("a", 2, append(a))
            .writer("a2", 2, append(other))
            .faults(1, LATE, LOST, TWICE));
  }

  private static List<Scenario> ofClaimsAlone() {
    NewEvent native1 = of("/a", X);
    AppendRequest before = AppendRequest.of(native1);
    AppendRequest same = AppendRequest.of(native1.withBySource(true));
    AppendRequest other = AppendRequest.of(of("/a", Y).withBySource(true));
    AppendRequest b = AppendRequest.of(of("/b", Y).withBySource(true));
    return List.of(
        Scenario.of("an id that is claimed alone, its repeat and another event of its source")
            .after(append(before))
            .writer("same", 2, append(same))
            .writer("other", 2, knowing(append(other)))
            .writer("b", 1, append(b))
            .faults(1, LATE),
        Scenario.of("an id that is claimed alone by an append under way")
            .writer("a", 2, append(before))
            .writer("same", 2, append(same))
            .faults(1, LATE, LOST),
        Scenario.of("reset, an id that is claimed alone")
            .after(append(AppendRequest.of(native1.withPayload(medium(X).payload()))))
            .writer("other", 2, knowing(append(other)))
            .resetter(Actor::reset));
  }

  private static List<Scenario> ofOtherLives() {
    AppendRequest moved = AppendRequest.of(event(X).withId(FIRST_LIFE + ".7.0.aaaaaaaa"));
    return List.of(
        Scenario.of("reset, an id of the life before")
            .after(append(to(X)))
            .writer("a", 2, knowing(append(moved)))
            .writer("b", 1, append(moved))
            .resetter(Actor::reset)
            .faults(1, LATE));
  }

  private static List<Scenario> ofFormats() {
    AppendRequest a = AppendRequest.of(of("/a", X).withBySource(true));
    return List.of(
        Scenario.of("a table of the first format, a reset")
            .after(append(to(X)))
            .damaged(NameScenarios::inFirstFormat)
            .writer("a", 2, append(a))
            .resetter(Actor::resetOnly)
            .faults(1, LATE, LOST, TWICE));
  }

  static TableState inFirstFormat(TableState table) {
    Map<Key, Cell> cells = new HashMap<>(table.cells());
    cells.computeIfPresent(
        CommittedTruth.META,
        (key, meta) -> {
          Map<String, Value> attributes = new HashMap<>(meta.attributes());
          attributes.put("fmt", new Value.Number(1));
          return new Cell(key, attributes);
        });
    return new TableState(cells, table.objects(), table.past());
  }
}
