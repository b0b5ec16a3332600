package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.core.Head;
import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Body;
import io.schemeless.eventstore.log.item.Claim;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.Packed;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.ItemSize;
import io.schemeless.eventstore.port.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one attempt puts beside its slot. All of it carries the attempt's commit id, and counts
/// once the slot carries it, too.
final class AttemptItems {
  private final Plan plan;
  private final Attempt.Basis basis;
  private final Uploads uploads;
  private final long position;
  private final CommitId id;
  private final long recorded;
  private final List<Commit> commits = new ArrayList<>();

  AttemptItems(
      Plan plan, Attempt.Basis basis, Uploads uploads, long position, CommitId id, long recorded) {
    this.plan = plan;
    this.basis = basis;
    this.uploads = uploads;
    this.position = position;
    this.id = id;
    this.recorded = recorded;
    for (int i = 0; i < plan.parts().size(); i++) {
      commits.add(commit(plan.parts().get(i), basis.heads().get(i)));
    }
  }

  /// A cell of the attempt's, and the commit id of the dead one that it may replace.
  record Own(Cell cell, @Nullable CommitId replaces) {}

  /// The claims, and the records of chains.
  List<Own> records() {
    List<Own> records = new ArrayList<>();
    int items = plan.large() ? plan.items() : 0;
    for (Claim.Name name : plan.claims()) {
      Claim claim = new Claim(id, position, name.index(), plan.hash().value(), recorded, items);
      records.add(new Own(claim.cell(basis.keys(), name), basis.over().get(name)));
    }
    for (String chain : plan.chains()) {
      Map<String, Value> attributes = Map.of(Attributes.COMMIT_ID, id.value());
      records.add(new Own(new Cell(basis.keys().chain(chain, position), attributes), null));
    }
    return records;
  }

  List<Commit> commits() {
    return commits;
  }

  private Commit commit(Plan.Part part, Head head) {
    Body.InS3 large = uploads.of(part.stream());
    Commit bare =
        new Commit(
            part.stream(),
            head.version() + 1,
            id,
            position,
            head.position(),
            part.indexes(),
            plan.lone() ? 0 : plan.items(),
            recorded,
            large != null ? large : new Body.Inline(Packed.plain(new byte[0])));
    return large != null
        ? bare
        : bare.with(
            new Body.Inline(Packed.pack(part.plain(), ItemSize.of(bare.cell(basis.keys())))));
  }

  List<Own> commitCells() {
    List<Own> cells = new ArrayList<>();
    for (int i = 0; i < commits.size(); i++) {
      cells.add(new Own(commits.get(i).cell(basis.keys()), basis.heads().get(i).over()));
    }
    return cells;
  }
}
