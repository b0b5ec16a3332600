package io.schemeless.eventstore.simulation;

import static io.schemeless.eventstore.simulation.Mutants.without;

import io.schemeless.eventstore.simulation.Mutants.Mutant;
import java.util.List;

/// The rules of dictionaries, each left out once.
final class DictionaryMutants {
  private DictionaryMutants() {}

  static List<Mutant> all() {
    return List.of(
        without(
            "a dictionary is used once it is in the table",
            "a dictionary whose put goes wrong",
            "Dictionaries",
            "      // It may or may not be there; who looks will find out.",
            "      learn(now, made);"),
        without(
            "who comes first decides what a number stands for",
            "two processes make the same dictionary",
            "Dictionaries",
            "case Put.Refused(var other) -> Dictionary.of(Objects.requireNonNull(other));",
            "case Put.Refused(var other) -> made;"),
        without(
            "a dictionary belongs to one incarnation",
            "a dictionary, a reset",
            "Dictionaries",
            "if (now == null || !now.keys.equals(keys)) {",
            "if (now == null) {"));
  }
}
