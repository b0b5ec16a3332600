package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.CommitId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What one pass learns of a store as a whole.
final class Survey {
  /// Objects that committed commits refer to.
  final Fingerprints objects = new Fingerprints();

  /// The records that committed events have, as [#record] writes them.
  final Fingerprints records = new Fingerprints();

  /// Positions whose events could not all be read, or are lost: what their records should be is not
  /// known.
  final Set<Long> unsure = new HashSet<>();

  /// Where committed commits say that they are and are not: nothing there may be finished.
  final Set<Long> misplaced = new HashSet<>();

  final List<Hole> holes = new ArrayList<>();

  /// What attempts left whose slots are empty, by position.
  final TreeMap<Long, Map<CommitId, Left>> open = new TreeMap<>();

  /// Incarnations that the meta item does not list.
  final Set<String> unknown = new HashSet<>();

  /// Whether items of such an incarnation are in the table, which an object in the bucket says not.
  boolean unknownItems;

  /// The highest position that anything carries.
  long highest;

  /// The highest position with a slot.
  long lastSlot;

  /// Positions without a slot below one that has one.
  ///
  /// @param laterAt when the slot above was put
  record Hole(long from, long to, long laterAt) {}

  /// What one attempt left.
  static final class Left {
    final List<Commit> commits = new ArrayList<>();
    int items;
    long recorded;
  }

  void seen(long position) {
    highest = Math.max(highest, position);
  }

  void left(Commit commit) {
    Left left = left(commit.position(), commit.id());
    left.commits.add(commit);
    left.items++;
    left.recorded = Math.max(left.recorded, commit.recorded());
  }

  void left(StoredRecord record) {
    Left left = left(record.position(), record.id());
    left.items++;
    left.recorded = Math.max(left.recorded, record.recorded());
  }

  private Left left(long position, CommitId id) {
    return open.computeIfAbsent(position, _ -> new HashMap<>())
        .computeIfAbsent(id, _ -> new Left());
  }

  /// Whether the walk up the log has seen what is at a position.
  boolean walked(long position) {
    return position <= lastSlot
        && holes.stream().noneMatch(hole -> hole.from() <= position && position <= hole.to());
  }

  static String record(String partition, long position, int index) {
    return partition + " " + position + " " + index;
  }
}
