package io.schemeless.eventstore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.simulation.Scenario.Fault;
import io.schemeless.eventstore.simulation.Scenario.Protocol;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A table restored from a backup holds each partition as it was at some moment. Whichever moments
/// those are, and whatever becomes of the repair's requests, a repaired store keeps every promise.
class RestoreTest {

  @Test
  void a_table_restored_to_any_moments_can_be_repaired() {
    repairAll(0);
  }

  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @Test
  void a_table_restored_to_any_moments_can_be_repaired_whatever_goes_wrong() {
    repairAll(1, Fault.values());
  }

  private static void repairAll(int faults, Fault... kinds) {
    Actor.Program fill = RepairScenarios.fill();
    Scenario original = Scenario.of("the table that is copied").after(fill);
    List<TableState> copies = RestoreDamage.restored(new Processes(original, Protocol.REAL).past());
    long states = 0;
    for (TableState copy : copies) {
      states += repair(fill, copy, faults, kinds);
    }
    System.out.printf(
        "%,12d states: %d restored tables, each repaired, faults: %d%n",
        states, copies.size(), faults);
    assertThat(copies).hasSizeGreaterThan(100);
  }

  private static long repair(Actor.Program fill, TableState copy, int faults, Fault... kinds) {
    Scenario scenario =
        Scenario.of("a restored table with " + copy.cells().keySet())
            .after(fill)
            .damaged(_ -> copy)
            .writer("repair", 2, RepairScenarios.repairAndUse())
            .faults(faults, kinds);

    Explorer.Result result = Explorer.explore(scenario, Protocol.REAL, 5_000_000);

    assertThat(result.flaw()).as(scenario.name).isNull();
    assertThat(result.cutOff()).as("every state was visited").isFalse();
    return result.states();
  }
}
