package io.schemeless.eventstore.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Walks over JSON bytes that the store wrote itself, without making anything of them. It knows the
/// compact form that [JsonText] writes, checks all of its grammar and leaves no more unchecked than
/// that they are UTF-8 and that no key occurs twice. At anything else it says so, and the parser
/// has to look.
public final class JsonSkip {
  /// Longer numbers are counted by the parser.
  private static final int SHORT_NUMBER = 100;

  private final byte[] bytes;
  private int at;
  private boolean ascii = true;

  public JsonSkip(byte[] bytes) {
    this.bytes = bytes;
  }

  /// That the bytes are not in the form that is known here. They may be sound.
  public static final class Unusual extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Unusual INSTANCE = new Unusual();

    private Unusual() {
      super(null, null, false, false);
    }
  }

  /// One for all: it says nothing of the place, and may be thrown for every body.
  public static Unusual unusual() {
    return Unusual.INSTANCE;
  }

  /// Whether all strings that were passed are ASCII.
  public boolean isAscii() {
    return ascii;
  }

  public boolean atEnd() {
    return at == bytes.length;
  }

  /// Passes a byte if it comes next.
  public boolean pass(char c) {
    if (at < bytes.length && bytes[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  /// Passes bytes if they all come next.
  public boolean pass(byte[] expected) {
    return pass(expected, at);
  }

  /// Passes a comma and bytes if they all come next.
  public boolean passAfterComma(byte[] expected) {
    return at < bytes.length && bytes[at] == ',' && pass(expected, at + 1);
  }

  private boolean pass(byte[] expected, int from) {
    int end = from + expected.length;
    if (end > bytes.length || !Arrays.equals(bytes, from, end, expected, 0, expected.length)) {
      return false;
    }
    at = end;
    return true;
  }

  public void require(char c) {
    if (!pass(c)) {
      throw unusual();
    }
  }

  /// The next value, which must be a string without escapes.
  public String string() {
    require('"');
    int from = at;
    boolean plain = true;
    while (true) {
      byte b = next();
      if (b == '"') {
        break;
      }
      if (b == '\\' || (b >= 0 && b < ' ')) {
        throw unusual();
      }
      plain &= b >= 0;
    }
    ascii &= plain;
    return new String(
        bytes, from, at - 1 - from, plain ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  /// The next value, whatever it is, as it lies there.
  public Json value() {
    int from = at;
    skipValue();
    return Json.checked(bytes, from, at);
  }

  /// A bit for each level tells whether it is an object.
  private void skipValue() {
    long objects = 0;
    int depth = 0;
    while (true) {
      byte b = next();
      if (b == '{' || b == '[') {
        boolean object = b == '{';
        if (!pass(object ? '}' : ']')) {
          if (++depth > Json.MAX_DEPTH) {
            throw unusual();
          }
          objects = objects << 1 | (object ? 1 : 0);
          if (object) {
            skipName();
          }
          continue;
        }
      } else {
        skipScalar(b);
      }
      while (true) {
        if (depth == 0) {
          return;
        }
        boolean object = (objects & 1) != 0;
        if (pass(',')) {
          if (object) {
            skipName();
          }
          break;
        }
        require(object ? '}' : ']');
        objects >>>= 1;
        depth--;
      }
    }
  }

  private void skipName() {
    require('"');
    skipString();
    require(':');
  }

  private void skipScalar(byte first) {
    switch (first) {
      case '"' -> skipString();
      case 't' -> skipRest("rue");
      case 'f' -> skipRest("alse");
      case 'n' -> skipRest("ull");
      default -> skipNumber(first);
    }
  }

  private void skipRest(String word) {
    for (int i = 0; i < word.length(); i++) {
      require(word.charAt(i));
    }
  }

  private void skipString() {
    byte[] all = bytes;
    int i = at;
    int high = 0;
    while (i < all.length) {
      byte b = all[i++];
      if (b > '\\') {
        continue; // most are small letters
      }
      if (b == '"') {
        at = i;
        ascii &= high >= 0;
        return;
      }
      if (b == '\\') {
        at = i;
        skipEscape();
        i = at;
      } else if (b >= 0 && b < ' ') {
        throw unusual();
      }
      high |= b;
    }
    throw unusual();
  }

  /// Those that are written: the short ones, and those of control characters.
  private void skipEscape() {
    switch (next()) {
      case '"', '\\', 'b', 'f', 'n', 'r', 't' -> {}
      case 'u' -> {
        require('0');
        require('0');
        byte tens = next();
        if ((tens != '0' && tens != '1') || Character.digit(next(), 16) < 0) {
          throw unusual();
        }
      }
      default -> throw unusual();
    }
  }

  private void skipNumber(byte first) {
    int from = at;
    byte b = first == '-' ? next() : first;
    if (b < '0' || b > '9') {
      throw unusual();
    }
    if (b != '0') {
      skipDigits();
    }
    if (pass('.')) {
      requireDigits();
    }
    if (pass('e') || pass('E')) {
      if (!pass('+')) {
        pass('-');
      }
      requireDigits();
    }
    if (at - from > SHORT_NUMBER) {
      throw unusual();
    }
  }

  private void requireDigits() {
    int from = at;
    skipDigits();
    if (at == from) {
      throw unusual();
    }
  }

  private void skipDigits() {
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
  }

  private byte next() {
    if (at == bytes.length) {
      throw unusual();
    }
    return bytes[at++];
  }
}
