package io.schemeless.eventstore.simulation;

import static io.schemeless.eventstore.simulation.Mutants.without;

import io.schemeless.eventstore.simulation.Mutants.Mutant;
import io.schemeless.eventstore.simulation.MutatedProtocol.Edit;
import java.util.List;
import java.util.stream.Stream;

/// The rules of appends with conditions, and of reads by queries, each left out once.
final class ConditionMutants {
  private ConditionMutants() {}

  static List<Mutant> all() {
    return Stream.of(
            ofDecisions(), ofLooks(), ofSeals(), ofVersions(), ofLives(), ofGroups(), ofMemory())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Mutant> ofDecisions() {
    return List.of(
        without(
            "a condition is held against what lies below its position",
            "conditions that rule each other out",
            "Attempt",
            "if (broken.isEmpty()) {",
            "if (!batch.members().isEmpty()) {"),
        without(
            "what is under way below a condition is kept from what it is over",
            "a condition, a slow writer below it",
            "Below",
            "new TagSeals(context, meta.keys(), id).put(tagged, watch.undecided())",
            "new TreeSet<>()"),
        without(
            "what tags do not name is decided first",
            "versions of each other's streams",
            "Decision",
            "return tagged.size() == requests.size() ? tagged : null;",
            "return tagged;"),
        without(
            "what was waited for is looked at",
            "conditions that rule each other out",
            "Below",
            "awaitOne(open);\n    }",
            "awaitOne(open);\n      if (open.isEmpty()) {\n        return Map.of();\n      }\n    }"),
        without(
            "what is not decided below a condition is no known part of it",
            "conditions that rule each other out",
            "Guard",
            "required.from.or(Cursor.after(decided))",
            "required.from.or(new Cursor(EVERYTHING, 0))"),
        new Mutant(
            "nobody but its writer decides over an append with a condition",
            "a condition on a stream that others append to",
            List.of(
                new Edit("Commit", "return items == 0 && !conditional;", "return items == 0;"),
                new Edit(
                    "Batch",
                    "return parts.size() == 1 && !conditional();",
                    "return parts.size() == 1;"))),
        without(
            "a repair does not make an append with a condition",
            "a condition, a repair",
            "OpenPositions",
            "if (commits.stream().anyMatch(Commit::conditional)) {",
            "if (commits.isEmpty()) {"));
  }

  private static List<Mutant> ofLooks() {
    return List.of(
        without(
            "each tag has its record",
            "a condition, a slow writer below it",
            "AttemptItems",
            "batch.tags().forEach(tag -> records.add(record(keys.tag(tag, position))));",
            ""),
        without(
            "records are put before commits",
            "a condition, a lone append that another finishes",
            "Preparation",
            "return putAll(items.records()).then(this::putCommits);",
            "return putCommits().then(() -> putAll(items.records()));"),
        without(
            "an event is wanted by all that an item names",
            "a condition, what looks alike",
            "QueryPages",
            "event -> query.wants(event.type(), event.tags()) && wanted.test(event)",
            "wanted"),
        without(
            "an event behind the token in one append counts",
            "a decision from the middle of an append",
            "Guard",
            "Cursor.of(given.after(), meta);",
            "Cursor.after(Cursor.of(given.after(), meta).position());"),
        without(
            "records are read consistently",
            "a condition, stale reads",
            "Matching",
            "asked,\n                    Read.CONSISTENT",
            "asked,\n                    Read.EVENTUAL"),
        without(
            "a walk that closes the log passes by no hole",
            "a query, a slow writer",
            "ClosedPrefix",
            "later = Slot.of(cell);\n          return true;",
            "next = Keys.numberOf(cell.key());"));
  }

  private static List<Mutant> ofSeals() {
    return List.of(
        without(
            "a record that is there before the seal is waited for",
            "conditions that rule each other out",
            "TagSeals",
            ".forEach(each -> open.add(each.position));",
            ".forEach(each -> {});"),
        without(
            "each item is sealed",
            "a condition of two items, a slow writer below it",
            "TagSeals",
            "items.forEach(tags -> left.add(new Unwanted(position, tags)));",
            "left.add(new Unwanted(position, items.getFirst()));"),
        without(
            "a record of another's is no seal",
            "conditions that rule each other out",
            "TagSeals",
            "there != null && there.has(Attributes.SEAL)",
            "there != null"),
        without(
            "a seal keeps a record away",
            "a condition, a slow writer below it",
            "Preparation",
            "there != null && CommitId.of(there).equals(id)",
            "there != null"));
  }

  private static List<Mutant> ofVersions() {
    return List.of(
        without(
            "the version of a stream without an event is held against the log, too",
            "versions of each other's streams",
            "Guard",
            "if (!each.getValue().admits(version)) {",
            "if (version < 0) {"),
        without(
            "a dead commit is no version",
            "the version of a stream whose commits are replaced",
            "Heads",
            "case VOID, FOREIGN -> newest.first() - 1;",
            "case VOID, FOREIGN -> newest.last();"));
  }

  private static List<Mutant> ofLives() {
    return List.of(
        without(
            "a token of another life is refused",
            "reset, a decision over what was read",
            "Tokens",
            "if (!sameLife) {",
            "if (false) {"),
        without(
            "how far the log is closed is remembered for one life",
            "reset, purge, a condition, what it rules out",
            "ClosedMemory",
            "return life != null && life.sameLife(meta);",
            "return life != null;"),
        without(
            "a mark counts in its epoch alone",
            "a mark of another epoch",
            "ClosedMarks",
            "if (kept != null && kept.epoch() == meta.epoch()) {",
            "if (kept != null) {"),
        without(
            "a request that its own first answer breaks is a repeat",
            "the same key twice under a condition that it breaks itself",
            "Round",
            "(request.again() || conflict != null)",
            "(request.again() || version != null)"));
  }

  private static List<Mutant> ofGroups() {
    return List.of(
        without(
            "what goes before in the batch counts, too",
            "conditions of a batch that rule each other out",
            "Batch",
            "} else if (takes(plan) && !isBroken(plan)) {",
            "} else if (takes(plan)) {"),
        without(
            "what may be a repeat is not refused for what was made beside it",
            "a key twice in a batch under a condition that it breaks itself",
            "Pending",
            "|| !plan.claims().isEmpty()\n        || other",
            "|| other"),
        without(
            "who waited is refused only for what it is over",
            "a condition that holds beside a version that does not any more",
            "Guard",
            "return matches.isEmpty() ? null : new ConditionFailed(matches);",
            "return new ConditionFailed(matches);"));
  }

  private static List<Mutant> ofMemory() {
    return List.of(
        without(
            "what a process has under way itself matters where it has the tags",
            "a condition in a process, its own tag under way, with a record",
            "UnderWay",
            "return query.items().stream().noneMatch(item -> tags.containsAll(item.tags()));",
            "return tags.size() < 100;"),
        without(
            "what a process has under way itself is of one life",
            "a condition in a process, a position of another life under way",
            "UnderWay",
            "own.life.sameLife(meta) && ",
            ""),
        without(
            "that a position is decided does not say what lies there",
            "a decision over what was read, a replay before it",
            "Watch",
            "if (!open.contains(position)) {",
            "if (position < first) {"));
  }
}
