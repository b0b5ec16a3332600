package io.schemeless.eventstore.simulation;

import static io.schemeless.eventstore.simulation.Mutants.without;

import io.schemeless.eventstore.simulation.Mutants.Mutant;
import io.schemeless.eventstore.simulation.MutatedProtocol.Edit;
import java.util.List;

/// The verifier with one rule left out each.
final class RepairMutants {
  private RepairMutants() {}

  static List<Mutant> all() {
    return List.of(
        without(
            "a repair takes away only the commit that it means",
            "a restored table without its log, a repair that is repeated",
            "Pass",
            "new Change.Remove(key, dead.id().unchanged())",
            "new Change.Remove(key)"),
        without(
            "a repair goes on until a pass finds nothing to mend",
            "a restored table with its log alone",
            "StoreVerifier",
            "while (!findings.repairs().isEmpty() && passes < MAX_PASSES)",
            "while (!findings.repairs().isEmpty() && passes < 1)"),
        new Mutant(
            "dead commits are taken away from a restored table",
            "a restored table without its log, a repair that is repeated",
            List.of(
                new Edit(
                    "OpenPositions", "if (restored) {\n      lefts", "if (false) {\n      lefts"),
                new Edit(
                    "CommitCheck",
                    "if (dead && pass.findings().isRepairing()",
                    "if (dead && !pass.findings().isRepairing()"))),
        without(
            "a restored table serves nobody before its repair has ended",
            "a restored table with its log alone",
            "Metas",
            "throw new RestoredTable();",
            ""),
        without(
            "what is young is left to its writer",
            "a repair beside a writer",
            "OpenPositions",
            "return left.items == first.items()",
            "return left.items > 0"));
  }
}
