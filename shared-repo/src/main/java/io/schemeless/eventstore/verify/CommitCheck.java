package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.Settlement;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.verify.Finding.Kind;
import io.schemeless.eventstore.verify.Verification.Count;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Checks commits as their streams show them: each follows a committed one, without a gap.
final class CommitCheck {
  private final Pass pass;
  private @Nullable Commit committed;

  CommitCheck(Pass pass) {
    this.pass = pass;
  }

  void check(Cell cell, Commit commit, @Nullable Slot slot) {
    pass.survey().seen(commit.position());
    Settlement settled = Settlement.of(slot, commit.id());
    switch (settled) {
      case EMPTY -> {
        pass.findings().count(Count.PENDING);
        pass.survey().left(commit);
      }
      case VOID, FOREIGN -> pass.findings().count(Count.DEAD);
      case MINE -> {
        pass.findings().count(Count.COMMITS);
        committed(cell, commit, Objects.requireNonNull(slot));
      }
    }
    Finding.Kind fault = fault(commit);
    if (fault != null) {
      broken(fault, commit, settled == Settlement.VOID || settled == Settlement.FOREIGN);
    }
    committed = settled == Settlement.MINE ? commit : null;
  }

  private void committed(Cell cell, Commit commit, Slot slot) {
    String place = PlaceNames.commit(commit.stream(), commit.first());
    if (commit.first() == 1) {
      pass.findings().count(Count.STREAMS);
    }
    boolean referred =
        slot instanceof Slot.Committed append
            && append.refs().stream()
                .anyMatch(r -> r.stream().equals(commit.stream()) && r.first() == commit.first());
    if (!referred) {
      pass.findings().find(Kind.COMMIT_UNREFERENCED, place);
    }
    Cell right = commit.cell(pass.keys());
    boolean indexed =
        Objects.equals(cell.get(Cell.INDEX_PARTITION), right.get(Cell.INDEX_PARTITION))
            && Objects.equals(cell.get(Cell.INDEX_SORT), right.get(Cell.INDEX_SORT));
    if (!indexed) {
      pass.findings()
          .find(
              Kind.INDEX_ATTRIBUTES,
              place,
              "commits were given the attributes for the index",
              () -> pass.cells().put(right, commit.id().unchanged()) instanceof Put.Written);
    }
  }

  /// A head is one step below a dead commit, so one that lies on nothing hides it. Only in a
  /// restored copy can nobody have written over it meanwhile.
  private void broken(Finding.Kind fault, Commit commit, boolean dead) {
    if (dead && pass.findings().isRepairing() && pass.findings().has(Kind.RESTORED_TABLE)) {
      if (pass.remove(commit)) {
        pass.findings().repaired("commits that were given up and lay on nothing were removed");
      }
    } else {
      pass.findings().find(fault, PlaceNames.commit(commit.stream(), commit.first()));
    }
  }

  /// What is wrong with the commit before one, or none. A commit is prepared on top of a committed
  /// one only, so this holds for dead ones too.
  private Finding.@Nullable Kind fault(Commit commit) {
    if (commit.first() == 1) {
      return commit.previous() == 0 ? null : Kind.STREAM_CHAIN;
    }
    Commit before;
    try {
      before = before(commit);
    } catch (CorruptData _) {
      return null; // told where it lies
    }
    if (before == null || before.last() + 1 != commit.first()) {
      return Kind.STREAM_GAP;
    }
    if (before.position() != commit.previous() || before.position() >= commit.position()) {
      return Kind.STREAM_CHAIN;
    }
    boolean stands =
        before.equals(committed)
            || Settlement.of(pass.slot(before.position()), before.id()) == Settlement.MINE;
    return stands ? null : Kind.STREAM_ON_DEAD;
  }

  /// Most often a scan has just brought it.
  private @Nullable Commit before(Commit commit) {
    Commit last = committed;
    return last != null
            && last.stream().equals(commit.stream())
            && last.last() + 1 == commit.first()
        ? last
        : pass.before(commit.stream(), commit.first());
  }
}
