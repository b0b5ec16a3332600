package io.schemeless.eventstore.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.store.AppendRequest;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves the prover: with any one rule left out of the protocol, the exploration finds it out.
class MutantTest {

  static List<Mutants.Mutant> mutants() {
    return Stream.of(
            Mutants.ofAppends(),
            Mutants.ofClaims(),
            Mutants.ofReaders(),
            ResetMutants.all(),
            MoreMutants.all(),
            NameMutants.all(),
            DictionaryMutants.all(),
            RepairMutants.all(),
            BatchMutants.all(),
            ConditionMutants.all())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void a_protocol_with_a_rule_left_out_is_found_out(Mutants.Mutant mutant) {
    Explorer.Result result =
        Explorer.explore(
            scenario(mutant.scenario()), new MutatedProtocol(mutant.edits()), 2_000_000);

    assertThat(result.flaw()).as("left out: " + mutant.rule()).isNotNull();
    System.out.printf("killed after %,d states: %s%n", result.states(), mutant);
  }

  /// Why an attempt of 15 minutes never commits: a claim lives for days.
  @Test
  void a_claim_that_is_deleted_under_its_append_is_found_out() {
    AppendRequest first = Scenarios.to(Scenarios.X).withIdempotencyKey("k");
    Scenario scenario =
        Scenario.of("a claim is deleted while its append is under way")
            .writer("a", 2, Scenarios.append(first))
            .writer("a2", 2, Scenarios.append(first))
            .reader("ttl", actor -> actor.expire("k"));

    assertThat(Explorer.explore(scenario, Scenario.Protocol.REAL, 2_000_000).flaw()).isNotNull();
  }

  @Test
  void random_runs_find_it_out_too() {
    MutatedProtocol mutated = new MutatedProtocol(Mutants.ofAppends().getFirst().edits());

    assertThatThrownBy(() -> LongStream.range(1, 300).forEach(seed -> RandomRun.run(seed, mutated)))
        .isInstanceOf(AssertionError.class);
  }

  private static Scenario scenario(String name) {
    return Scenarios.quick().stream().filter(s -> s.name.equals(name)).findFirst().orElseThrow();
  }
}
