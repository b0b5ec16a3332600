package io.schemeless.eventstore.simulation;

import static io.schemeless.eventstore.simulation.Mutants.without;

import io.schemeless.eventstore.simulation.Mutants.Mutant;
import java.util.List;

/// The rules of what names an event, each left out; and of a table of an earlier format.
final class NameMutants {
  private NameMutants() {}

  static List<Mutant> all() {
    return List.of(
        without(
            "a source is part of what is claimed",
            "the same id from two sources",
            "Claim",
            "return keys.sourceClaim(source, value);",
            "return keys.eventClaim(value);"),
        without(
            "what a source and an id name is claimed",
            "the same id twice from one source",
            "Plan",
            "if (event.id() != null) {",
            "if (event.id() != null && !event.bySource()) {"),
        without(
            "an id that is claimed alone is looked for before the ticket",
            "an id that is claimed alone, its repeat and another event of its source",
            "Round",
            "plan.sourced() ||",
            ""),
        without(
            "an id that is claimed alone by another source is free",
            "an id that is claimed alone, its repeat and another event of its source",
            "Claims",
            "name.source().equals(events.holder(keys, Claim.of(cell)).source()) ? held : null",
            "events.holder(keys, Claim.of(cell)).source() != null ? held : null"),
        without(
            "a repeat is the same request whether or not its source names it",
            "an id that is claimed alone, its repeat and another event of its source",
            "Claims",
            "return plan.hash().isOf(claim)",
            "return plan.hash().value().equals(claim.hash())"),
        without(
            "an event that cannot be read may have been reset",
            "reset, an id that is claimed alone",
            "Claims",
            "return new Found.Refused(e);",
            "throw e;"),
        without(
            "an event is found by its source and its id",
            "the same id from two sources",
            "Finder",
            "claimed(meta, meta.keys().sourceClaim(source, id), id)",
            "claimed(meta, meta.keys().eventClaim(id), id)"),
        without(
            "a refused id needs a last look at the meta",
            "reset, an id of the life before",
            "Round",
            "unlessReset.add(() -> request.refuse(own));",
            "request.refuse(own);"),
        without(
            "a format is raised only under the meta that was seen",
            "a table of the first format, a reset",
            "Metas",
            "cells.put(next.cell(), unchangedSince(meta)) instanceof Put.Written ? next : null",
            "cells.put(next.cell(), new Condition.AbsentOr(Attributes.STORE, new Value.Text("
                + "meta.store()))) instanceof Put.Written ? next : null"));
  }
}
