package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.core.Head;
import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Body;
import io.schemeless.eventstore.log.item.Claim;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Packed;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.ItemSize;
import io.schemeless.eventstore.port.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What one attempt puts beside its slot. All of it carries the attempt's commit id, and counts
/// once the slot carries it, too.
final class AttemptItems {
  private final Batch batch;
  private final Attempt.Basis basis;
  private final long position;
  private final CommitId id;
  private final long recorded;
  private final List<Head> heads = new ArrayList<>();
  private final List<Commit> commits = new ArrayList<>();

  AttemptItems(Batch batch, Attempt.Basis basis, long position, CommitId id, long recorded) {
    this.batch = batch;
    this.basis = basis;
    this.position = position;
    this.id = id;
    this.recorded = recorded;
    for (Batch.Part part : batch.parts()) {
      Head head = basis.head(part.stream());
      heads.add(head);
      commits.add(commit(part, head));
    }
  }

  /// A cell of the attempt's, and the commit id of the dead one that it may replace.
  record Own(Cell cell, @Nullable CommitId replaces) {}

  /// The claims, and the records of chains and tags.
  List<Own> records() {
    List<Own> records = new ArrayList<>();
    for (Batch.Member member : batch.members()) {
      for (Claim.Name name : member.plan().claims()) {
        Cell claim = claim(member, name).cell(basis.meta().keys(), name);
        records.add(new Own(claim, basis.over().get(name)));
      }
    }
    Keys keys = basis.meta().keys();
    batch.chains().forEach(chain -> records.add(record(keys.chain(chain, position))));
    batch.tags().forEach(tag -> records.add(record(keys.tag(tag, position))));
    return records;
  }

  /// Whether its commits say nothing to anybody until its slot does.
  boolean mayGoAtOnce() {
    return batch.conditional()
        && !(batch.tags().isEmpty() && batch.chains().isEmpty())
        && batch.members().stream().allMatch(member -> member.plan().claims().isEmpty());
  }

  private Own record(Key key) {
    return new Own(new Cell(key, Map.of(Attributes.COMMIT_ID, id.value())), null);
  }

  /// A key's claim names the request's first event, so a repeat finds its share of the slot.
  private Claim claim(Batch.Member member, Claim.Name name) {
    return new Claim(
        id,
        position,
        member.offset() + name.index(),
        member.plan().hash().value(),
        recorded,
        batch.large() ? batch.items() : 0);
  }

  List<Commit> commits() {
    return commits;
  }

  private Commit commit(Batch.Part part, Head head) {
    Body.InS3 stored = part.stored();
    Commit bare =
        new Commit(
            part.stream(),
            head.version() + 1,
            id,
            position,
            head.position(),
            part.indexes(),
            batch.lone() ? 0 : batch.items(),
            batch.conditional(),
            recorded,
            stored != null ? stored : new Body.Inline(Packed.plain(new byte[0])));
    if (stored != null) {
      return bare;
    }
    int around = ItemSize.of(bare.cell(basis.meta().keys()));
    return bare.with(new Body.Inline(Packed.pack(part.plain(), around, basis.dictionary())));
  }

  /// The events of the whole append; none where one of its bodies is in the bucket.
  @Nullable Packed copy() {
    if (commits.stream().anyMatch(commit -> commit.body() instanceof Body.InS3)) {
      return null;
    }
    return commits.size() == 1 && commits.getFirst().body() instanceof Body.Inline(var packed)
        ? packed
        : Packed.pack(batch.whole(), 0, basis.dictionary());
  }

  /// Puts the commit of a part on top of another head than the attempt began with.
  void move(int part, Head head) {
    heads.set(part, head);
    commits.set(part, commit(batch.parts().get(part), head));
  }

  /// The parts, in the one order of keys that all attempts share.
  List<Integer> inKeyOrder() {
    return IntStream.range(0, commits.size())
        .boxed()
        .sorted(Comparator.comparing(i -> Keys.name(commits.get(i).stream())))
        .toList();
  }

  Own commitCell(int part) {
    return new Own(commits.get(part).cell(basis.meta().keys()), heads.get(part).over());
  }

  /// Whether the part may be moved: nobody expects the version that it would lose.
  boolean mayMove(int part, Head head) {
    return !batch.parts().get(part).isExpected() || head.version() == heads.get(part).version();
  }
}
