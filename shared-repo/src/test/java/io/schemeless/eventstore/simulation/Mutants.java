package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.simulation.MutatedProtocol.Edit;
import java.util.List;

/// The protocol with one rule left out each, and the scenario that must find it out.
final class Mutants {
  private Mutants() {}

  /// @param scenario by its name
  record Mutant(String rule, String scenario, List<Edit> edits) {
    @Override
    public String toString() {
      return rule;
    }
  }

  static Mutant without(String rule, String scenario, String file, String find, String replace) {
    return new Mutant(rule, scenario, List.of(new Edit(file, find, replace)));
  }

  static List<Mutant> ofAppends() {
    return List.of(
        without(
            "giving up looks at what the slot holds",
            "one writer gives up while another finishes its append",
            "Attempt",
            "return context.slots().seal(keys, position);",
            "return new Slot.Void(context.slots().seal(keys, position).at());"),
        without(
            "a commit looks at what the slot holds",
            "crossing streams, deaths",
            "Slots",
            "case Put.Refused(var existing) -> Slot.of(Objects.requireNonNull(existing));",
            "case Put.Refused(var existing) -> slot;"),
        without(
            "a failed put is no conflict",
            "expected versions, two streams, a request sent twice",
            "Round",
            "case Attempt.Outcome.Dead _ -> {}",
            "case Attempt.Outcome.Dead _ -> requests.stream()"
                + ".filter(r -> !r.plan().request().expected().isEmpty())"
                + ".forEach(r -> r.refuse(new VersionConflict(r.plan().streams().getFirst(), 0, 0)));"),
        without(
            "no conflict is answered from memory",
            "a conditional writer that remembers an old head",
            "Round",
            "return conflict && !again ?",
            "return conflict && !again && requests.isEmpty() ?"),
        new Mutant(
            "an append that is out of time is not refused for sure",
            "one writer gives up while another finishes its append",
            List.of(
                new Edit(
                    "Attempt",
                    "return new OutcomeUnknown(\"the append may or may not have been made\", why);",
                    "throw why;"),
                new Edit(
                    "Pending", "unsure = attempted &&", "unsure = attempted && plan == null &&"))),
        without(
            "only a lone commit is finished from itself",
            "crossing streams, deaths",
            "Heads",
            "if (commit.lone()) {",
            "if (commit.items() >= 0) {"),
        without(
            "a commit that is one of several says so",
            "crossing streams, deaths",
            "AttemptItems",
            "batch.lone() ? 0 : batch.items()",
            "0"),
        without(
            "a dead commit's place in the chain is its predecessor's",
            "crossing streams, deaths",
            "Heads",
            "newest.first() - 1, newest.previous(), newest.id()",
            "newest.first() - 1, newest.position(), newest.id()"),
        without(
            "a head that is not committed is one step back",
            "crossing streams, deaths",
            "Heads",
            "new Head(newest.first() - 1, newest.previous(), newest.id())",
            "new Head(newest.last(), newest.position(), null)"),
        without(
            "the slot must carry the commit's id",
            "a counter behind the log",
            "Settlement",
            "committed.commitId().equals(id) ? MINE : FOREIGN",
            "MINE"),
        without(
            "a slot is ours only if it carries our id",
            "a counter behind the log",
            "Attempt",
            "slot instanceof Slot.Committed committed && committed.commitId().equals(id)",
            "slot instanceof Slot.Committed committed"),
        without(
            "an attempt commits only what is prepared",
            "crossing streams, deaths",
            "Preparation",
            ".then(this::putCommits)",
            ".then(() -> putCommits() == null ? null : new Placed.There())"));
  }

  static List<Mutant> ofClaims() {
    return List.of(
        without(
            "claims are looked at before a conflict is answered",
            "the same key twice under an expected version",
            "Round",
            "(request.again() || conflict != null));",
            "request.again() && conflict == null);"),
        new Mutant(
            "claims are looked at after the heads",
            "the same key twice under an expected version",
            List.of(
                new Edit(
                    "Round",
                    "ask ? claims.look(meta.keys(), plan)",
                    "ask ? java.util.Objects.requireNonNull(early.get(request))"),
                new Edit(
                    "Round",
                    "private final List<Runnable> unlessReset",
                    "private final Map<Pending, Claims.Found> early = new HashMap<>();\n"
                        + "private final List<Runnable> unlessReset"),
                new Edit(
                    "Round",
                    "Map<StreamId, Head> current = headsOf(left);",
                    "left.forEach(r -> early.put(r, claims.look(meta.keys(), r.plan())));\n"
                        + "Map<StreamId, Head> current = headsOf(left);"))),
        without(
            "records come before commits",
            "a lone append with a key is finished by another writer",
            "Preparation",
            "putAll(items.records()).then(this::putCommits)",
            "putCommits().then(() -> putAll(items.records()))"),
        without(
            "a claim counts only if its slot carries its id",
            "a counter behind the log, claims",
            "Claims",
            "&& committed.commitId().equals(claim.id())",
            "&& committed.commitId().equals(committed.commitId())"),
        without(
            "exhausted retries are no definite no",
            "the same key twice under an expected version",
            "Pending",
            "new OutcomeUnknown(\"the append could not be finished in time\", why)",
            "new StoreException.VersionConflict(plan.streams().getFirst(), 0, 1)"));
  }

  static List<Mutant> ofReaders() {
    return List.of(
        without(
            "reading forward follows the chain",
            "reading forward past replaced commits",
            "CommitWalk",
            "commit.previous() != commits.getLast().position()",
            "commit.previous() < 0"),
        without(
            "the newest commit read is settled",
            "reading forward past replaced commits",
            "CommitWalk",
            "settled == Settlement.MINE ? null : commits.remove(index)",
            "settled != null ? null : commits.remove(index)"),
        without(
            "a read from inside a commit starts at or below it",
            "reading from inside a commit",
            "CommitWalk",
            "run.commits.getFirst().first() <= from",
            "run.commits.getFirst().first() > 0"),
        without(
            "a read from inside a commit finds the commit",
            "reading from inside a commit",
            "CommitWalk",
            "found.isEmpty() ? from : Commit.of(found.getFirst()).first()",
            "from"),
        without(
            "a body counts only if it carries the slot's id",
            "replay with sealing and stale bodies",
            "SlotLoader",
            "entry != null && CommitId.of(cell).equals(entry.slot().commitId())",
            "entry != null"),
        without(
            "the end of the log needs a consistent look",
            "replay with sealing and stale bodies",
            "LogWalk",
            "Look sure = look(Read.CONSISTENT);",
            "Look sure = look(Read.EVENTUAL);"),
        without(
            "a hole is not skipped",
            "replay with sealing and stale bodies",
            "SlotRuns",
            "if (!cell.key().sort().equals(Keys.number(position + slots.size()))) {",
            "if (cell.key().sort().isEmpty()) {"),
        without(
            "a hole is sealed with what is really there",
            "replay with sealing and stale bodies",
            "Slots",
            "return decide(keys.slot(position), new Slot.Void(host.now()));",
            "decide(keys.slot(position), new Slot.Void(host.now())); return new Slot.Void(0);"),
        without(
            "the index only proposes streams",
            "listing streams",
            "Lister",
            "commit.id()) == Settlement.MINE",
            "commit.id()) != Settlement.FOREIGN"));
  }
}
