package io.schemeless.eventstore.simulation;

import static io.schemeless.eventstore.simulation.Mutants.without;

import io.schemeless.eventstore.simulation.Mutants.Mutant;
import java.util.List;

/// The rules of appends that go together, and of attempts that follow others, each left out once.
final class BatchMutants {
  private BatchMutants() {}

  static List<Mutant> all() {
    return List.of(
        without(
            "an answer is the request's own share of its batch",
            "a batch on one stream beside a writer",
            "Round",
            "position, member.offset(), slot, false)",
            "position, 0, slot, false)"),
        without(
            "a key's claim says where its request's events begin",
            "the same key twice in a batch",
            "AttemptItems",
            "member.offset() + name.index(),",
            "name.index(),"),
        without(
            "a repeat is answered from where its request's events begin",
            "the same key twice in a batch",
            "Claims",
            "claim.index() - name.index()",
            "0"),
        without(
            "what is expected counts what goes before it in the batch",
            "one of a batch is refused",
            "Batch",
            "made.computeIfPresent(",
            "new HashMap<>(made).computeIfPresent("),
        without(
            "a key goes once into a batch",
            "the same key twice in a batch",
            "Batch",
            "claimed.contains(claim.what())",
            "claimed.isEmpty() && claimed.contains(claim.what())"),
        without(
            "a batch over several streams is not finished from one commit",
            "a batch meets another's on two streams, deaths",
            "Batch",
            "return parts.size() == 1 && !conditional();",
            "return members.size() > 0;"),
        without(
            "only a lower position is followed",
            "crossing streams, deaths",
            "Preparation",
            "if (other.position() > position) {",
            "if (other.position() == position) {"),
        without(
            "what is followed is settled",
            "crossing streams, deaths",
            "Preparation",
            "Head head = heads.settled(meta, other, patience);",
            "Head head = new Head(other.last(), other.position(), null);"),
        without(
            "who expects a version follows nobody",
            "expected versions, two streams, a request sent twice",
            "AttemptItems",
            "!batch.parts().get(part).isExpected() || head.version() == heads.get(part).version()",
            "!batch.parts().isEmpty()"));
  }
}
