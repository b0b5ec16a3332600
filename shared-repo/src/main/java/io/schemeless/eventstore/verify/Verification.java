package io.schemeless.eventstore.verify;

import java.util.List;
import java.util.Map;

/// What a check of a whole store found.
///
/// @param counts in the order of [Count]; those that are 0 are there too
/// @param findings the first [#MAX_LISTED]
/// @param found how many findings there are of each kind
/// @param repairs what a repair did, one line a kind of thing; empty where it changed nothing
public record Verification(
    Map<Count, Long> counts,
    List<Finding> findings,
    Map<Finding.Kind, Long> found,
    List<String> repairs) {
  static final int MAX_LISTED = 100;

  public Verification {
    findings = List.copyOf(findings);
    repairs = List.copyOf(repairs);
  }

  /// What is counted beside the findings.
  public enum Count {
    EVENTS("events"),
    LOST("events lost, told by a tombstone"),
    APPENDS("appends"),
    STREAMS("streams"),
    COMMITS("commits"),
    CLAIMS("claims of ids and keys"),
    CHAIN_RECORDS("records of correlation and causation ids"),
    TAG_RECORDS("records of tags"),
    OBJECTS("objects"),
    OBJECT_BYTES("bytes in objects"),
    VOIDS("positions given up"),
    OPEN_OLD("positions left open, overdue"),
    OPEN_YOUNG("positions under way"),
    PENDING("items of positions left open or under way"),
    DEAD("items of attempts given up"),
    ORPHANS("objects of attempts given up or under way"),
    PURGEABLE("items and objects of earlier incarnations"),
    FOREIGN_OBJECTS("objects that are none of the store's");

    private final String meaning;

    Count(String meaning) {
      this.meaning = meaning;
    }

    public String meaning() {
      return meaning;
    }
  }

  public long count(Count what) {
    return counts.getOrDefault(what, 0L);
  }

  /// How many findings there are, those that are not listed included.
  public long total() {
    return found.values().stream().mapToLong(Long::longValue).sum();
  }

  public boolean isSound() {
    return found.isEmpty();
  }

  /// Told how far a check has come.
  public interface Progress {
    /// @param phase what is being looked through
    /// @param done how many of it so far
    void at(String phase, long done);
  }
}
