package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.verify.Verification.Count;
import io.schemeless.eventstore.verify.Verification.Progress;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Collects what one pass over a store finds and, in a repair, puts right at once what can be.
final class Findings {
  private final boolean repairing;
  private final boolean acceptLoss;
  private final Progress progress;
  private final Map<Count, Long> counts = new EnumMap<>(Count.class);
  private final Map<Finding.Kind, Long> found = new EnumMap<>(Finding.Kind.class);
  private final Set<Finding> findings = new LinkedHashSet<>();
  private final Map<String, Long> repairs = new LinkedHashMap<>();
  private boolean repairable;
  private boolean lost;

  /// @param acceptLoss whether a repair may replace what is lost by a tombstone
  Findings(boolean repairing, boolean acceptLoss, Progress progress) {
    this.repairing = repairing;
    this.acceptLoss = acceptLoss;
    this.progress = progress;
    for (Count count : Count.values()) {
      counts.put(count, 0L);
    }
  }

  /// Puts something right; false if it was not as expected any more.
  interface Fix {
    boolean make();
  }

  void count(Count what) {
    count(what, 1);
  }

  void count(Count what, long more) {
    counts.merge(what, more, Long::sum);
  }

  long counted(Count what) {
    return counts.getOrDefault(what, 0L);
  }

  void at(String phase, long done) {
    progress.at(phase, done);
  }

  void find(Finding.Kind kind, String place) {
    Finding finding = new Finding(kind, place);
    if (findings.contains(finding)) {
      return;
    }
    repairable |= kind.repair() == Finding.Repair.YES;
    found.merge(kind, 1L, Long::sum);
    if (findings.size() < Verification.MAX_LISTED) {
      findings.add(finding);
    }
  }

  /// What can be put right as it was.
  ///
  /// @param done what the fix does, as a line of the report
  void find(Finding.Kind kind, String place, String done, Fix fix) {
    find(kind, place);
    repairable = true;
    if (repairing && fix.make()) {
      repaired(done);
    }
  }

  /// What cannot be brought back: the fix puts a tombstone in its place, where the loss is
  /// accepted.
  void findLost(Finding.Kind kind, String place, String done, Fix fix) {
    if (acceptLoss) {
      find(kind, place, done, fix);
    } else {
      find(kind, place);
    }
    lost = true;
  }

  boolean isRepairing() {
    return repairing;
  }

  void repaired(String done) {
    repairs.merge(done, 1L, Long::sum);
  }

  boolean has(Finding.Kind kind) {
    return found.containsKey(kind);
  }

  /// Whether a repair can put right any of what was found.
  boolean isRepairable() {
    return repairable;
  }

  /// Whether events are missing that only an accepted loss puts right.
  boolean needsAcceptance() {
    return lost && !acceptLoss;
  }

  Map<String, Long> repairs() {
    return repairs;
  }

  Verification result(Map<String, Long> allRepairs) {
    return new Verification(
        Map.copyOf(counts),
        findings.stream().toList(),
        Map.copyOf(found),
        allRepairs.entrySet().stream().map(r -> r.getKey() + ": " + r.getValue()).toList());
  }
}
