package io.schemeless.eventstore.log.item;

/// The attribute names of all cells. They are short because every byte of them is stored in every
/// item.
public final class Attributes {
  public static final String COMMIT_ID = "cid";
  public static final String POSITION = "pos";

  /// When the store took the append, by the writer's clock, in milliseconds since 1970.
  public static final String RECORDED = "rec";

  /// When a slot was put; on one that holds nothing.
  public static final String AT = "at";

  /// All that a committed slot says. Those of earlier formats have an attribute for each thing.
  public static final String SLOT = "slot";

  public static final String REFS = "refs";
  public static final String BODY = "body";

  /// The body's length before it was deflated; absent where it is plain.
  public static final String RAW = "raw";

  /// The number of the dictionary that the body was deflated with; absent where it was none.
  public static final String DICTIONARY = "dic";

  public static final String OBJECT = "s3";
  public static final String DIGEST = "sha";

  /// The length of an object.
  public static final String LENGTH = "len";

  public static final String PREVIOUS = "prev";
  public static final String COUNT = "n";
  public static final String INDEXES = "ix";

  /// How many items the append has; absent on a commit that is its append's only one.
  public static final String ITEMS = "of";

  /// On a commit whose append has a condition: nobody but its writer may decide for it.
  public static final String CONDITIONAL = "if";

  /// On a tag's record that is none: an append with a condition keeps the tag from its position.
  public static final String SEAL = "seal";

  public static final String HASH = "hash";

  public static final String NEXT = "next";
  public static final String EPOCH = "ep";

  /// When the last append of many items took its ticket.
  public static final String LARGE_AT = "large";

  public static final String INCARNATION = "inc";
  public static final String STORE = "store";
  public static final String TABLE = "table";
  public static final String FORMAT = "fmt";
  public static final String DEAD = "dead";
  public static final String REVISION = "rev";

  private Attributes() {}
}
