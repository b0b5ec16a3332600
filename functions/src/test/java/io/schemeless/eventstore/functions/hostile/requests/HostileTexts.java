package io.schemeless.eventstore.functions.hostile.requests;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Texts that break what takes them for harmless, and the canary, which no refusal and no log may
/// hold.
public final class HostileTexts {
  /// Stands for what a customer wrote: no refusal and no log may hold it.
  public static final String CANARY = "kanarienvogel";

  private static final String[] SCRAPS = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\ud800",
    "\\udc00",
    "\\u0000",
    "1e999999",
    "-",
    "0x1",
    "NaN",
    "null",
    "true",
    "/*",
    "//",
    "#",
    "'",
    "<script>",
    "${jndi:ldap://x}",
    "%s%n",
    "{{7*7}}",
    "../..",
    "..\\",
    "' or 1=1 --",
    "99999999999999999999",
    "1.5",
    "*",
    "\"7\"",
    "W/",
    "\r\n",
    "\r\nset-cookie: a=b",
    "\n",
    "\t",
    "\u0000",
    "\u007f",
    "\u0085",
    "\u2028",
    "\ufeff",
    "\ufffd",
    "\uffff",
    "\u202e",
    "e\u0301",
    "é",
    "漢",
    "😀",
    "\ud800",
    "\udc00",
    "\udc00\ud800",
    "%",
    "%2",
    "%2F",
    "%252F",
    "%00",
    "%u0041",
    "%c0%af",
    "%ed%a0%80",
    "%ff",
    "%0d%0a",
    "+",
    "&",
    "=",
    ";",
    "?",
    " "
  };

  private HostileTexts() {}

  static String scrap(Dice dice) {
    return dice.pick(SCRAPS);
  }

  /// Mostly short; now and then longer than any name may be.
  static String any(Dice dice) {
    return switch (dice.below(8)) {
      case 0 -> CANARY;
      case 1 -> CANARY + scrap(dice);
      case 2 -> scrap(dice) + CANARY;
      case 3 -> "";
      case 4 -> dice.pick("a", "é", "😀", "\u0001", "\ud800").repeat(dice.pick(127, 512, 513, 600));
      default -> mixed(dice);
    };
  }

  private static String mixed(Dice dice) {
    StringBuilder text = new StringBuilder();
    int length = 1 + dice.below(6);
    for (int i = 0; i < length; i++) {
      switch (dice.below(4)) {
        case 0 -> text.append((char) dice.below(128));
        case 1 -> text.appendCodePoint(dice.below(0xd800));
        default -> text.append(scrap(dice));
      }
    }
    return text.toString();
  }

  /// Cuts, inserts, replaces and doubles, in up to four places.
  static String mangled(String text, Dice dice) {
    StringBuilder mangled = new StringBuilder(text);
    int places = 1 + dice.below(4);
    for (int i = 0; i < places && !mangled.isEmpty(); i++) {
      int at = dice.below(mangled.length());
      int end = Math.min(mangled.length(), at + 1 + dice.below(8));
      switch (dice.below(6)) {
        case 0 -> mangled.insert(at, scrap(dice));
        case 1 -> mangled.deleteCharAt(at);
        case 2 -> mangled.replace(at, end, scrap(dice));
        case 3 -> mangled.insert(at, mangled.substring(at, end));
        case 4 -> mangled.setCharAt(at, (char) (mangled.charAt(at) ^ 1 << dice.below(8)));
        default -> mangled.setLength(dice.oneIn(4) ? at : mangled.length());
      }
    }
    return mangled.toString();
  }

  /// As a query takes it.
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
