package io.schemeless.eventstore.log.item;

import io.schemeless.eventstore.port.Key;

/// What lies at a key: the only place that reads the grammar by which [Keys] makes them.
///
/// A partition is `incarnation/mark`, or `incarnation/mark/name`; a sort key is 15 digits.
public enum KeyKind {
  COUNTER('n', false),
  SLOT('l', false),
  COMMIT('s', true),
  EVENT_CLAIM('e', true),
  KEY_CLAIM('k', true),
  CHAIN('c', true),
  /// No item of any incarnation lies there.
  OTHER('-', false);

  /// What stands before a name: the incarnation, and the mark between slashes.
  private static final int NAME_AT = Keys.INCARNATION_LENGTH + 3;

  private final char mark;
  private final boolean named;

  KeyKind(char mark, boolean named) {
    this.mark = mark;
    this.named = named;
  }

  String partition(String incarnation) {
    return incarnation + "/" + mark;
  }

  String partition(String incarnation, String name) {
    return incarnation + "/" + mark + "/" + name;
  }

  /// The name in a partition that has one.
  static String nameIn(String partition) {
    return partition.substring(NAME_AT);
  }

  public static KeyKind of(Key key) {
    KeyKind kind = ofPartition(key.partition());
    boolean right =
        switch (kind) {
          case COUNTER, EVENT_CLAIM, KEY_CLAIM -> key.sort().equals(Keys.LOWEST);
          case SLOT -> isPositive(key.sort());
          case COMMIT -> isPositive(key.sort()) && isOfOneStream(key.partition());
          case CHAIN -> isNumber(key.sort());
          case OTHER -> false;
        };
    return right ? kind : OTHER;
  }

  static KeyKind ofPartition(String partition) {
    if (partition.length() < NAME_AT - 1
        || !partition.substring(0, Keys.INCARNATION_LENGTH).matches(Keys.INCARNATION)) {
      return OTHER;
    }
    String rest = partition.substring(Keys.INCARNATION_LENGTH);
    for (KeyKind kind : values()) {
      String start = kind.partition("") + (kind.named ? "/" : "");
      if (kind != OTHER && (kind.named ? rest.startsWith(start) : rest.equals(start))) {
        return kind;
      }
    }
    return OTHER;
  }

  /// Whether the table may delete it some time.
  public boolean mayExpire() {
    return this == KEY_CLAIM;
  }

  private static boolean isNumber(String sort) {
    return sort.matches("[0-9]{15}");
  }

  /// Positions and versions count from 1.
  private static boolean isPositive(String sort) {
    return isNumber(sort) && !sort.equals(Keys.LOWEST);
  }

  /// Whether the partition is the very one that [Keys] makes for the stream that it names.
  private static boolean isOfOneStream(String partition) {
    String name = nameIn(partition);
    try {
      return Keys.name(Keys.stream(name)).equals(name);
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      return false;
    }
  }
}
