package io.schemeless.eventstore.simulation;

import static io.schemeless.eventstore.simulation.Mutants.without;

import io.schemeless.eventstore.simulation.Mutants.Mutant;
import io.schemeless.eventstore.simulation.MutatedProtocol.Edit;
import java.util.List;

/// The rules that keep a reset whole, each left out.
final class ResetMutants {
  private static final List<Edit> READS_WITHOUT_A_LAST_LOOK =
      List.of(
          new Edit(
              "FencedReads", "return metas.unchanged(meta) ? result : null;", "return result;"),
          new Edit(
              "FencedReads",
              "T result = readOnce(metas.current(), read);",
              "T result = readOnce(metas.refresh(), read);"));

  private ResetMutants() {}

  static List<Mutant> all() {
    return List.of(
        without(
            "a reset takes the counter away",
            "reset, a writer with a memory",
            "Metas",
            "changes.add(new Change.Remove(old.keys().counter()));",
            ""),
        without(
            "no ticket where the counter is gone",
            "reset, a writer with a memory",
            "Round",
            "if (ticket.isEmpty()) {",
            "if (ticket.isEmpty()) ticket = OptionalLong.of(99);\n      if (ticket.isEmpty()) {"),
        without(
            "bodies go below the incarnation that refers to them",
            "reset, a large body",
            "Uploads",
            "!large.isEmpty() && !keys.equals(into)",
            "!large.isEmpty() && into == null"),
        without(
            "a conflict needs a last look at the meta",
            "reset, a conditional writer",
            "Round",
            "unlessReset.add(() -> request.refuse(conflict));",
            "request.refuse(conflict);"),
        without(
            "a repeated answer needs a last look at the meta",
            "reset, a repeated key",
            "Round",
            "unlessReset.add(() -> request.answer(answer));",
            "request.answer(answer);"),
        new Mutant(
            "the meta is read after a read's last data",
            "reset, purge, reader",
            READS_WITHOUT_A_LAST_LOOK),
        new Mutant(
            "the meta is read after a replay's last data",
            "reset, purge, replay",
            READS_WITHOUT_A_LAST_LOOK),
        without(
            "a remembered head belongs to one incarnation",
            "reset, a writer with a memory",
            "HeadMemory",
            "return life != null && life.sameLife(meta) ? heads.get(stream) : null;",
            "return heads.get(stream);"),
        without(
            "a reset is conditional on the meta it saw",
            "two resets",
            "Metas",
            "new ArrayList<>(fresh(next, unchangedSince(old)))",
            "new ArrayList<>(fresh(next, new Condition.AbsentOr(Attributes.FORMAT,"
                + " new Value.Number(Meta.FORMAT_VERSION))))"));
  }
}
