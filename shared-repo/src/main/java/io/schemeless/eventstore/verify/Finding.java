package io.schemeless.eventstore.verify;

/// A rule of the protocol that a store breaks, and where.
///
/// @param place a position, a version of a stream (named by a hash), or the like; never what a
///   customer wrote
public record Finding(Kind kind, String place) {

  /// Which rule is broken.
  public enum Kind {
    META_MISSING("the table holds no store, or has lost its meta item", Repair.NEVER),
    META_UNREADABLE("the meta item is not what the store writes", Repair.NEVER),
    META_FORMAT("the store has a storage format that this library does not know", Repair.NEVER),
    RESTORED_TABLE("the table is a copy restored from a backup", Repair.YES),
    COUNTER_MISSING("the counter is missing", Repair.YES),
    COUNTER_UNREADABLE("the counter is not what the store writes", Repair.NEVER),
    COUNTER_EPOCH("the counter is of another epoch than the meta item", Repair.YES),
    COUNTER_BEHIND("the counter is behind the highest position", Repair.YES),
    SLOT_UNREADABLE("a slot is not what the store writes", Repair.NEVER),
    SLOT_INDEXES("a slot's commits do not hold each place of the append once", Repair.NEVER),
    COMMIT_MISSING("a committed slot's commit is missing", Repair.FROM_A_COPY),
    COMMIT_FOREIGN("a committed slot's commit was written over", Repair.FROM_A_COPY),
    COMMIT_UNREADABLE("a commit is not what the store writes", Repair.NEVER),
    COMMIT_DIFFERS("a commit says otherwise than its slot", Repair.NEVER),
    COMMIT_UNREFERENCED("a slot does not refer to a commit with its id", Repair.NEVER),
    COPY_DIFFERS("a slot's copy of the events differs from its commits", Repair.NEVER),
    BODY_UNREADABLE("a commit's events cannot be read", Repair.NEVER),
    OBJECT_MISSING("a commit's object is missing in the bucket", Repair.IF_LOSS_IS_ACCEPTED),
    OBJECT_ALTERED("an object has another length or SHA-256 than its commit says", Repair.NEVER),
    STREAM_GAP("versions of a stream are missing", Repair.NEVER),
    STREAM_CHAIN("a commit does not name the commit before it in its stream", Repair.NEVER),
    STREAM_ON_DEAD("a commit follows one that is not committed", Repair.NEVER),
    INDEX_ATTRIBUTES("a commit's attributes for the index of streams are wrong", Repair.YES),
    CLAIM_MISSING("a committed event's id is not claimed", Repair.YES),
    CLAIM_TWICE("an event's id is claimed by another committed append", Repair.NEVER),
    CHAIN_MISSING("a committed event's correlation or causation id is not recorded", Repair.YES),
    TAG_MISSING("a committed event's tag is not recorded", Repair.YES),
    CLOSED_WRONG("the item that says how far the log is closed is not true", Repair.YES),
    RECORD_UNREADABLE(
        "a claim or the record of a chain or a tag is not what the store writes", Repair.NEVER),
    DICTIONARY_UNREADABLE("a dictionary of bodies is not what the store writes", Repair.NEVER),
    RECORD_ASTRAY("a claim or record points to an event without its id or tag", Repair.NEVER),
    INCARNATION_UNKNOWN(
        "items or objects of an incarnation that the meta item does not list", Repair.NEVER),
    ITEM_UNKNOWN("an item that is none of the store's", Repair.NEVER);

    private final String meaning;
    private final Repair repair;

    Kind(String meaning, Repair repair) {
      this.meaning = meaning;
      this.repair = repair;
    }

    /// What is wrong, in one line.
    public String meaning() {
      return meaning;
    }

    public Repair repair() {
      return repair;
    }
  }

  /// Whether a repair puts it right.
  public enum Repair {
    YES,
    /// Writes it again from a copy; where there is none, as `IF_LOSS_IS_ACCEPTED`.
    FROM_A_COPY,
    /// Replaces what is lost by events of the type `event-store.lost`.
    IF_LOSS_IS_ACCEPTED,
    NEVER
  }

  @Override
  public String toString() {
    return kind + " " + place + ": " + kind.meaning;
  }
}
