package io.schemeless.eventstore.log;

/// The attribute names of all cells. They are short because every byte of them is stored in every
/// item.
final class Attributes {
  static final String COMMIT_ID = "cid";
  static final String POSITION = "pos";

  /// When the store took the append, by the writer's clock, in milliseconds since 1970.
  static final String RECORDED = "rec";

  /// When a slot was put.
  static final String AT = "at";

  static final String REFS = "refs";
  static final String BODY = "body";

  /// The body's length before it was deflated; absent where it is plain.
  static final String RAW = "raw";

  static final String OBJECT = "s3";
  static final String DIGEST = "sha";

  /// The length of an object.
  static final String LENGTH = "len";

  static final String PREVIOUS = "prev";
  static final String COUNT = "n";
  static final String INDEXES = "ix";

  /// How many items the append has; absent on a commit that is its append's only one.
  static final String ITEMS = "of";

  static final String HASH = "hash";

  static final String NEXT = "next";
  static final String EPOCH = "ep";

  /// When the last append of many items took its ticket.
  static final String LARGE_AT = "large";

  static final String INCARNATION = "inc";
  static final String STORE = "store";
  static final String TABLE = "table";
  static final String FORMAT = "fmt";
  static final String DEAD = "dead";
  static final String REVISION = "rev";

  private Attributes() {}
}
