package io.schemeless.eventstore.log.item;

/// RFC 4648 base 32 in lower case, without padding.
public final class Base32 {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  private Base32() {}

  public static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte b : bytes) {
      buffer = (buffer << 8 | (b & 0xff)) & 0xfff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(ALPHABET.charAt(buffer >> bits & 31));
      }
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt(buffer << (5 - bits) & 31));
    }
    return text.toString();
  }
}
