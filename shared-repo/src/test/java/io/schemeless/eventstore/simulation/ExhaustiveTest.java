package io.schemeless.eventstore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.simulation.Scenario.Protocol;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every interleaving of small scenarios, with every fault at every request.
class ExhaustiveTest {

  static List<Scenario> quick() {
    return Scenarios.quick().stream().filter(scenario -> !scenario.large).toList();
  }

  static List<Scenario> all() {
    return Stream.of(
            LongScenarios.all().stream(),
            Scenarios.quick().stream().filter(scenario -> scenario.large),
            Scenarios.quick().stream().map(Scenario::otherwise))
        .flatMap(Function.identity())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("quick")
  void no_interleaving_of_a_small_scenario_breaks_a_promise(Scenario scenario) {
    Explorer.Result result = explore(scenario, 5_000_000);

    requireAll(scenario, result);
  }

  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @ParameterizedTest
  @MethodSource("all")
  void no_interleaving_of_a_larger_scenario_breaks_a_promise(Scenario scenario) {
    Explorer.Result result = explore(scenario, 40_000_000);

    requireAll(scenario, result);
  }

  /// A scenario in which nobody is given anything keeps every promise.
  private static void requireAll(Scenario scenario, Explorer.Result result) {
    assertThat(result.flaw()).isNull();
    assertThat(result.cutOff()).as("every state was visited").isFalse();
    assertThat(result.answered())
        .containsAll(scenario.processes.stream().map(Scenario.Process::name).toList());
  }

  private static Explorer.Result explore(Scenario scenario, int limit) {
    Explorer.Result result = Explorer.explore(scenario, Protocol.REAL, limit);
    System.out.printf(
        "%,12d states%s: %s%n", result.states(), result.cutOff() ? " (cut off)" : "", scenario);
    return result;
  }
}
