package io.schemeless.eventstore.log.item;

/// RFC 4648 base 32 in lower case, without padding.
public final class Base32 {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  private Base32() {}

  public static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    encode(bytes, bytes.length, text);
    return text.toString();
  }

  /// Appends what the first bytes come to.
  static void encode(byte[] bytes, int count, StringBuilder text) {
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < count; i++) {
      buffer = (buffer << 8 | (bytes[i] & 0xff)) & 0xfff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(ALPHABET.charAt(buffer >> bits & 31));
      }
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt(buffer << (5 - bits) & 31));
    }
  }
}
