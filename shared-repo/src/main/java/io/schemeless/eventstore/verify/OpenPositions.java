package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.CommitRef;
import io.schemeless.eventstore.log.item.Indexes;
import io.schemeless.eventstore.log.item.Settlement;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Decides every position that was left open, in the log's order: finishes an append of which
/// everything is there, and gives up the others.
final class OpenPositions {
  /// More seals than this are left to readers, who seal what they meet.
  static final int MAX_SEALS = 100_000;

  private final Pass pass;
  private final boolean restored;

  /// @param restored nobody writes, so nothing is under way, and all above the last slot is decided
  OpenPositions(Pass pass, boolean restored) {
    this.pass = pass;
    this.restored = restored;
  }

  void decide() {
    for (long position : positions()) {
      try {
        decide(position, pass.survey().open.getOrDefault(position, Map.of()));
      } catch (CorruptData _) {
        // The slot is there and cannot be read; the check has told of it.
      }
    }
  }

  private NavigableSet<Long> positions() {
    NavigableSet<Long> positions = new TreeSet<>();
    Survey survey = pass.survey();
    for (Survey.Hole hole : survey.holes) {
      if (restored || pass.isOld(hole.laterAt())) {
        add(positions, hole.from(), hole.to());
      }
    }
    if (restored) {
      add(positions, survey.lastSlot + 1, survey.highest);
    }
    survey.open.forEach(
        (position, left) -> {
          if (restored || (position > survey.lastSlot && isOld(left))) {
            positions.add(position);
          }
        });
    positions.removeAll(survey.misplaced);
    return positions;
  }

  private static void add(NavigableSet<Long> positions, long from, long to) {
    for (long p = from; p <= to && positions.size() < MAX_SEALS; p++) {
      positions.add(p);
    }
  }

  private boolean isOld(Map<CommitId, Survey.Left> lefts) {
    return lefts.values().stream().allMatch(left -> left.recorded > 0 && pass.isOld(left.recorded));
  }

  private void decide(long position, Map<CommitId, Survey.Left> lefts) {
    for (Survey.Left left : lefts.values()) {
      if (isWhole(left) && finish(position, left)) {
        pass.findings().repaired("appends left open were finished");
        return;
      }
    }
    Slot slot = pass.context().slots().seal(pass.keys(), position);
    if (slot instanceof Slot.Void) {
      pass.findings().repaired("positions left open were given up");
    }
    if (restored) {
      lefts.values().forEach(left -> remove(left, slot));
    }
  }

  /// Dead commits may lie on one another in a restored copy; a stream bears one only.
  private void remove(Survey.Left left, Slot slot) {
    for (Commit commit : left.commits) {
      if (Settlement.of(slot, commit.id()) != Settlement.MINE) {
        pass.remove(commit);
      }
    }
  }

  private boolean finish(long position, Survey.Left left) {
    Commit first = left.commits.getFirst();
    Slot slot;
    if (first.lone()) {
      slot = pass.context().slots().finish(pass.keys(), first);
    } else {
      List<CommitRef> refs =
          left.commits.stream()
              .map(Commit::ref)
              .sorted(Comparator.comparingInt(ref -> ref.indexes().get(0)))
              .toList();
      slot =
          pass.context()
              .slots()
              .commit(pass.keys(), position, first.id(), first.recorded(), refs, null);
    }
    return Settlement.of(slot, first.id()) == Settlement.MINE;
  }

  /// Whether everything of the append is there in the table, on top of what is committed. Objects
  /// are not asked for: they were there before its first item, so where one is missing now, it is
  /// lost or in another bucket, which is for a check to tell and no reason to give up the append.
  /// Whether one with a condition may be in the log nobody knows but its writer.
  private boolean isWhole(Survey.Left left) {
    List<Commit> commits = left.commits;
    if (commits.isEmpty() || !commits.stream().allMatch(this::isOnCommitted)) {
      return false;
    }
    if (commits.stream().anyMatch(Commit::conditional)) {
      return false;
    }
    Commit first = commits.getFirst();
    if (first.lone()) {
      return commits.size() == 1;
    }
    return left.items == first.items() && Indexes.areWhole(commits.stream().map(Commit::indexes));
  }

  private boolean isOnCommitted(Commit commit) {
    if (commit.first() == 1) {
      return commit.previous() == 0;
    }
    Commit before = pass.before(commit.stream(), commit.first());
    return before != null
        && before.last() + 1 == commit.first()
        && before.position() == commit.previous()
        && before.position() < commit.position()
        && Settlement.of(pass.slot(before.position()), before.id()) == Settlement.MINE;
  }
}
