package io.schemeless.eventstore.functions.hostile.requests;

import com.fasterxml.jackson.databind.node.TextNode;

/// JSON values at and beyond the bounds, and texts that only look like JSON.
public final class HostileValues {
  private static final String[] NUMBERS = {
    "0",
    "-0",
    "-0.0",
    "1e999999999",
    "1e9999999999",
    "-1E+99999999999",
    "1e-999999999",
    "1e-99999999999",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "2147483648",
    "12345678901234567890.10",
    "0.1e1",
    "+1",
    "01",
    ".5",
    "1.",
    "1e",
    "0x1F",
    "NaN",
    "Infinity",
    "-Infinity",
    "-",
    "1_000",
    "١"
  };

  private HostileValues() {}

  static String any(Dice dice) {
    return switch (dice.below(12)) {
      case 0, 1 -> number(dice);
      case 2, 3 -> string(dice);
      case 4 -> deep(dice);
      case 5 -> twice(dice);
      case 6 -> dice.pick("null", "true", "false", "{}", "[]", "\"\"");
      case 7 -> "{\"a\":" + number(dice) + ",\"b\":[" + string(dice) + "]}";
      case 8 -> "[" + number(dice) + "," + string(dice) + ",]";
      default -> harmless();
    };
  }

  public static String harmless() {
    return "{\"a\":[1,2,{\"b\":\"" + HostileTexts.CANARY + "\"}],\"c\":null}";
  }

  static String number(Dice dice) {
    return dice.oneIn(8) ? digits(dice) : dice.pick(NUMBERS);
  }

  private static String digits(Dice dice) {
    String digits = dice.pick("9", "1", "0").repeat(dice.pick(17, 999, 1_000, 1_001, 20_000));
    return dice.pick("", "-", "0.", "1e", "1e-") + digits;
  }

  /// Quoted as it must be, or just in quotes.
  static String string(Dice dice) {
    String text = HostileTexts.any(dice);
    return dice.oneIn(3) ? '"' + text + '"' : new TextNode(text).toString();
  }

  /// Around the bounds, far beyond them, and not closed.
  static String deep(Dice dice) {
    int depth = dice.pick(2, 62, 63, 64, 65, 66, 70, 71, 72, 73, 200, 1_001, 5_000);
    String open = dice.pick("[", "{\"a\":", "[{\"" + HostileTexts.CANARY + "\":");
    String close = open.equals("[") ? "]" : open.startsWith("[{") ? "}]" : "}";
    return open.repeat(depth)
        + dice.pick("1", "", "\"" + HostileTexts.CANARY + "\"")
        + close.repeat(dice.oneIn(4) ? depth - 1 : depth);
  }

  /// A key twice, also where only its escapes differ.
  private static String twice(Dice dice) {
    String first = dice.pick("a", "\\u0061", "", "\\ud83d\\ude00");
    String second = dice.pick("a", "\\u0061", "", "😀", "A");
    String object = "{\"" + first + "\":\"" + HostileTexts.CANARY + "\",\"" + second + "\":1}";
    return dice.oneIn(2) ? object : "[{\"b\":" + object + "}]";
  }
}
