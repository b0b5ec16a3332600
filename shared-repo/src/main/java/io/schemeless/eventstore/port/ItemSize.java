package io.schemeless.eventstore.port;

import io.schemeless.eventstore.json.Utf8;
import java.util.Map;

/// A cell's size by DynamoDB's published rules ("DynamoDB item sizes and formats" in the developer
/// guide): names and texts by their UTF-8 bytes, a number by 1 byte for two significant digits and
/// 1 more, a list by 3 bytes and 1 for each element.
public final class ItemSize {
  public static final int WRITE_UNIT = 1024;
  public static final int READ_UNIT = 4096;

  /// `pk` and `sk`.
  private static final int KEY_NAMES = 4;

  private ItemSize() {}

  public static int of(Cell cell) {
    return of(cell, Utf8.length(cell.key().partition()));
  }

  /// @param partition the length of its partition's name, in bytes
  static int of(Cell cell, int partition) {
    int size = of(cell.key(), partition);
    for (Map.Entry<String, Value> attribute : cell.attributes().entrySet()) {
      size += Utf8.length(attribute.getKey()) + of(attribute.getValue());
    }
    return size;
  }

  /// The key's share, with its attribute names `pk` and `sk`.
  public static int of(Key key) {
    return of(key, Utf8.length(key.partition()));
  }

  private static int of(Key key, int partition) {
    return KEY_NAMES + partition + Utf8.length(key.sort());
  }

  public static int of(Value value) {
    return switch (value) {
      case Value.Text(var text) -> Utf8.length(text);
      case Value.Number(var number) -> pairs(number) + (number < 0 ? 2 : 1);
      case Value.Bytes(var bytes) -> bytes.length;
      case Value.Texts(var texts) -> 3 + texts.stream().mapToInt(t -> 1 + Utf8.length(t)).sum();
    };
  }

  /// Pairs of digits, from the decimal point on, without pairs of zeros at the end.
  private static int pairs(long number) {
    if (number == 0) {
      return 0;
    }
    long rest = number;
    while (rest % 100 == 0) {
      rest /= 100;
    }
    return (Long.toString(rest).replace("-", "").length() + 1) / 2;
  }

  /// How many write units an item of this size costs.
  public static int writeUnits(int size) {
    return Math.max(1, (size + WRITE_UNIT - 1) / WRITE_UNIT);
  }
}
