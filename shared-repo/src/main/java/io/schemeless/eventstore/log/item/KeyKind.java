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
  /// By its source and its id.
  SOURCE_CLAIM('f', true),
  KEY_CLAIM('k', true),
  CHAIN('c', true),
  TAG('t', true),
  DICTIONARY('z', false),
  /// Up to where the log is known to be decided.
  CLOSED('p', false),
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
          case COUNTER, CLOSED, EVENT_CLAIM, SOURCE_CLAIM, KEY_CLAIM ->
              key.sort().equals(Keys.LOWEST);
          case SLOT, DICTIONARY -> isPositive(key.sort());
          case COMMIT -> isPositive(key.sort()) && isOfOneStream(key.partition());
          case CHAIN, TAG -> isNumber(key.sort());
          case OTHER -> false;
        };
    return right ? kind : OTHER;
  }

  static KeyKind ofPartition(String partition) {
    int length = partition.length();
    if (length < NAME_AT - 1 || !isIncarnation(partition)) {
      return OTHER;
    }
    boolean isNamed = length >= NAME_AT && partition.charAt(NAME_AT - 1) == '/';
    if (partition.charAt(NAME_AT - 3) != '/' || (!isNamed && length >= NAME_AT)) {
      return OTHER;
    }
    KeyKind kind =
        switch (partition.charAt(NAME_AT - 2)) {
          case 'n' -> COUNTER;
          case 'l' -> SLOT;
          case 's' -> COMMIT;
          case 'e' -> EVENT_CLAIM;
          case 'f' -> SOURCE_CLAIM;
          case 'k' -> KEY_CLAIM;
          case 'c' -> CHAIN;
          case 't' -> TAG;
          case 'z' -> DICTIONARY;
          case 'p' -> CLOSED;
          default -> OTHER;
        };
    return kind.named == isNamed ? kind : OTHER;
  }

  /// As [Keys#INCARNATION] has it; every key of the table is asked, so without a pattern.
  private static boolean isIncarnation(String partition) {
    for (int i = 0; i < Keys.INCARNATION_LENGTH; i++) {
      char c = partition.charAt(i);
      if (!(c >= 'a' && c <= 'z') && !(c >= '2' && c <= '7')) {
        return false;
      }
    }
    return true;
  }

  /// Whether it says no more than that an append at its position has what its partition names.
  public boolean isRecordOfPosition() {
    return this == CHAIN || this == TAG;
  }

  /// Whether the table may delete it some time.
  public boolean mayExpire() {
    return this == KEY_CLAIM;
  }

  private static boolean isNumber(String sort) {
    return sort.length() == Keys.LOWEST.length()
        && sort.chars().allMatch(c -> c >= '0' && c <= '9');
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
