package io.schemeless.eventstore.simulation;

import static io.schemeless.eventstore.simulation.Mutants.without;

import io.schemeless.eventstore.simulation.Mutants.Mutant;
import io.schemeless.eventstore.simulation.MutatedProtocol.Edit;
import java.util.List;

/// Rules of pages, of waiting, of resets and of what an attempt leaves.
final class MoreMutants {
  private MoreMutants() {}

  static List<Mutant> all() {
    return List.of(
        without(
            "a page of a stream starts at the commit that holds it",
            "reading page by page past replaced commits",
            "CommitWalk",
            "found.isEmpty() ? from : Commit.of(found.getFirst()).first()",
            "from"),
        new Mutant(
            "every attempt has an id of its own",
            "crossing streams, deaths",
            List.of(
                new Edit(
                    "Uploads",
                    "private @Nullable Keys into;",
                    "private @Nullable Keys into;\n"
                        + "io.schemeless.eventstore.log.item.@Nullable CommitId only;"),
                new Edit(
                    "Attempt",
                    "this.id = CommitId.fresh(context.host());",
                    "Uploads uploads = batch.members().getFirst().pending().uploads();\n"
                        + "if (uploads.only == null) uploads.only = CommitId.fresh(context.host());\n"
                        + "this.id = uploads.only;"))),
        new Mutant(
            "only the very item that was seen dead is written over",
            "crossing streams, deaths",
            List.of(
                new Edit(
                    "Preparation",
                    "CommitId.absentOr(own.replaces())",
                    "own.replaces() == null ? CommitId.absentOr(null) : anyDead(own.cell())"),
                new Edit(
                    "Preparation",
                    "  Placed run() {",
                    """
                      private static io.schemeless.eventstore.port.Condition anyDead(
                          io.schemeless.eventstore.port.Cell cell) {
                        boolean commit = cell.has("n");
                        return new io.schemeless.eventstore.port.Condition.AbsentOr(
                            commit ? "n" : "ix",
                            new io.schemeless.eventstore.port.Value.Number(
                                commit ? cell.number("n") : 0));
                      }

                      Placed run() {\
                    """))),
        without(
            "a refusal needs a last look at the meta",
            "reset, an id that was taken",
            "Round",
            "unlessReset.add(() -> request.refuse(why));",
            "request.refuse(why);"),
        without(
            "a claim that is not settled is no refusal",
            "the same key twice, patiently",
            "Claims",
            "return new Found.Pending();",
            "return new Found.Refused(refusal(name));"),
        without(
            "a replay that stops at a hole is not at the end",
            "a patient replay",
            "LogWalk",
            "if (!closeHole(Slot.of(later))) {\n            return false;",
            "if (!closeHole(Slot.of(later))) {\n            return true;"),
        without(
            "what was read ahead says nothing of the end",
            "a replay that is read ahead for",
            "LogWalk",
            "return !rest.more() && isWholeAndLast();",
            "return !rest.more() && rest.slots().isEmpty() && cursor.index() == 0;"),
        without(
            "what was read ahead belongs to one life",
            "reset, a query that is read ahead for",
            "ReadAhead",
            "return life != null && life.sameLife(meta);",
            "return life != null;"),
        without(
            "a chain is read in one life",
            "reset, a list, a chain, an id",
            "FencedReads",
            "return metas.unchanged(meta) ? result : null;",
            "return result;"),
        without(
            "a replay over a reset does not start anew in the middle",
            "reset, purge, replay page by page",
            "FencedReads",
            "T result = readOnce(started.meta, meta -> read.apply(meta, started.from));\n"
                + "    if (result == null) {\n      throw new StoreWasReset();",
            "T result = readOnce(started.meta, meta -> read.apply(meta, started.from));\n"
                + "    if (result == null) {\n      return read(meta -> read.apply(meta, start));"),
        without(
            "a dead commit may be written over",
            "crossing streams, deaths",
            "Heads",
            "new Head(newest.first() - 1, newest.previous(), newest.id())",
            "new Head(newest.first() - 1, newest.previous(), null)"),
        without(
            "a purge takes the objects, too",
            "reset, a large body",
            "Resetter",
            "items.complete ? purgeObjects(dead, deadline) : new Progress(0, false);",
            "items.complete ? new Progress(0, true) : new Progress(0, false);"),
        without(
            "an id is recorded before its append counts",
            "a repair beside claims and chains",
            "Preparation",
            "putAll(items.records()).then(",
            "(putAll(items.records()) == null ? null : new Placed.There()).then("));
  }
}
