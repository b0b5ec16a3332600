package io.schemeless.eventstore.functions.hostile.valid;

import io.schemeless.eventstore.functions.hostile.requests.Dice;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/// Values and names that are strange and within the bounds: nobody may refuse them.
final class ValidValues {
  private static final int DEEPEST = 64;
  private static final int LONGEST_NAME = 512;
  private static final String[] NUMBERS = {
    "0",
    "-0",
    "-0.0",
    "1.10",
    "1e0",
    "1E+2",
    "9007199254740993",
    "9007199254740993.00",
    "-9223372036854775809",
    "12345678901234567890.10",
    "1e999999999",
    "-1E+99999999999",
    "1e-99999999999"
  };
  private static final String[] SPACES = {"", "", "", " ", "\n", "\t ", "\r\n"};
  private static final String[] PAIRS = {"Ab", "BA", "Aa", "BB"};

  private ValidValues() {}

  /// Any JSON value: nested, as deep as may be, of names that hash alike, or large.
  static RoundTrip value(Dice dice) {
    return switch (dice.below(16)) {
      case 0, 3 -> deep(dice);
      case 1 -> alike(dice);
      case 2 ->
          RoundTrip.plain(
              "\"" + dice.pick("a", "é", "漢", "😀").repeat(dice.pick(100, 9_000)) + "\"");
      default -> nested(dice, 3);
    };
  }

  static RoundTrip object(Dice dice) {
    return object(dice, 2);
  }

  private static RoundTrip nested(Dice dice, int depth) {
    return switch (dice.below(depth > 0 ? 9 : 5)) {
      case 0, 1 -> number(dice);
      case 2, 3 -> RoundTrip.string(text(dice, 40), dice);
      case 4 -> RoundTrip.plain(dice.pick("null", "true", "false", "{}", "[]", "\"\""));
      case 5, 6 -> list(dice, depth - 1);
      default -> object(dice, depth - 1);
    };
  }

  private static RoundTrip number(Dice dice) {
    if (dice.oneIn(2)) {
      return RoundTrip.plain(dice.pick(NUMBERS));
    }
    int digits = dice.pick(1, 16, 17, 40, 999);
    StringBuilder number = new StringBuilder().append(1 + dice.below(9));
    while (number.length() < digits) {
      number.append(dice.below(10));
    }
    return RoundTrip.plain(dice.oneIn(2) ? "-" + number : number.toString());
  }

  private static RoundTrip list(Dice dice, int depth) {
    RoundTrip all = new RoundTrip("[" + dice.pick(SPACES), "[").then("", "", nested(dice, depth));
    for (int i = dice.below(4); i > 0; i--) {
      all = all.then("," + dice.pick(SPACES), ",", nested(dice, depth));
    }
    return all.then(dice.pick(SPACES), "", RoundTrip.plain("]"));
  }

  private static RoundTrip object(Dice dice, int depth) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = dice.below(4); i >= 0; i--) {
      names.add(dice.oneIn(8) ? "" : text(dice, 20));
    }
    RoundTrip all = RoundTrip.plain("{");
    String comma = "";
    for (String name : names) {
      RoundTrip member =
          RoundTrip.string(name, dice).then(dice.pick(SPACES) + ":", ":", nested(dice, depth));
      all = all.then(comma + dice.pick(SPACES), comma, member);
      comma = ",";
    }
    return all.then(dice.pick(SPACES), "", RoundTrip.plain("}"));
  }

  private static RoundTrip deep(Dice dice) {
    RoundTrip all = number(dice);
    for (int i = dice.pick(20, DEEPEST - 1, DEEPEST, DEEPEST); i > 0; i--) {
      all =
          dice.oneIn(2)
              ? all.in(RoundTrip.plain("["), "]")
              : all.in(RoundTrip.plain("{\"" + dice.pick("a", "b", "é") + "\":"), "}");
    }
    return all;
  }

  /// Names that hash alike: with 33 or 31 for each character, the pairs count the same.
  private static RoundTrip alike(Dice dice) {
    int pair = dice.pick(0, 2);
    StringBuilder object = new StringBuilder("{");
    int names = dice.pick(100, 300);
    for (int name = 0; name < names; name++) {
      object.append(name == 0 ? "\"" : ",\"");
      for (int bit = 0; bit < 9; bit++) {
        object.append(PAIRS[pair + (name >> bit & 1)]);
      }
      object.append("\":0");
    }
    return RoundTrip.plain(object.append('}').toString());
  }

  /// Of any characters of Unicode, also of those that mean something elsewhere.
  static String text(Dice dice, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + dice.below(dice.oneIn(4) ? most : Math.min(8, most)); i > 0; i--) {
      int point =
          switch (dice.below(4)) {
            case 0 -> dice.below(0x80);
            case 1 -> 0x20 + dice.below(0x60);
            case 2 -> dice.below(0x10000);
            default -> dice.below(0x110000);
          };
      text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 0xfffd : point);
    }
    return text.toString();
  }

  /// A name of 1 to 512 bytes.
  static String name(Dice dice) {
    return dice.oneIn(12) ? "漢".repeat(LONGEST_NAME / 3) + "ab" : text(dice, LONGEST_NAME / 4);
  }

  /// A name that nothing has yet.
  static String fresh(Dice dice) {
    String name = text(dice, 100) + HexFormat.of().formatHex(dice.bytes(8));
    int rest = LONGEST_NAME - name.getBytes(StandardCharsets.UTF_8).length;
    return dice.oneIn(12) ? "a".repeat(rest) + name : name;
  }
}
