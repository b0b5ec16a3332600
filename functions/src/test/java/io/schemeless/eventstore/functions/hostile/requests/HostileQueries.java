package io.schemeless.eventstore.functions.hostile.requests;

import java.util.StringJoiner;
import java.util.function.Supplier;

/// Tags, queries and conditions, at their bounds and beyond them.
final class HostileQueries {
  private HostileQueries() {}

  /// A body that asks for what a query wants.
  static String body(Dice dice) {
    String body = dice.oneIn(12) ? HostileValues.any(dice) : "{\"items\":" + items(dice) + "}";
    return dice.oneIn(4) ? HostileTexts.mangled(body, dice) : body;
  }

  static String condition(Dice dice) {
    if (dice.oneIn(12)) {
      return HostileValues.any(dice);
    }
    String after =
        dice.oneIn(2)
            ? ""
            : ",\"after\":" + dice.pick("null", "\"AAAA\"", HostileValues.string(dice));
    return "{\"failIfEventsMatch\":" + items(dice) + after + "}";
  }

  static String tags(Dice dice) {
    return dice.oneIn(8)
        ? HostileValues.any(dice)
        : list(dice.pick(0, 1, 2, 3, 20, 21, 200), () -> tag(dice));
  }

  private static String items(Dice dice) {
    return list(dice.pick(0, 1, 1, 2, 2, 32, 33, 500), () -> item(dice));
  }

  private static String item(Dice dice) {
    return switch (dice.below(10)) {
      case 0 -> HostileValues.any(dice);
      case 1 -> "{}";
      case 2 -> "{\"tags\":[],\"types\":null}";
      case 3 -> "{\"types\":" + list(dice.pick(1, 32, 33), () -> type(dice)) + "}";
      case 4 -> "{\"tags\":" + tags(dice) + ",\"types\":" + tags(dice) + "}";
      default -> "{\"tags\":" + list(dice.pick(1, 2), () -> tag(dice)) + "}";
    };
  }

  private static String type(Dice dice) {
    return dice.oneIn(4) ? HostileValues.string(dice) : "\"received\"";
  }

  private static String tag(Dice dice) {
    return switch (dice.below(6)) {
      case 0 -> HostileValues.string(dice);
      case 1 ->
          "\"" + dice.pick("x", "é", "漢", "😀").repeat(dice.pick(64, 85, 128, 256, 257)) + "\"";
      default -> "\"tag-" + dice.below(40) + "\"";
    };
  }

  private static String list(int length, Supplier<String> element) {
    StringJoiner list = new StringJoiner(",", "[", "]");
    for (int i = 0; i < length; i++) {
      list.add(element.get());
    }
    return list.toString();
  }
}
