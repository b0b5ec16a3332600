package io.schemeless.eventstore.conformance;

import java.util.Random;

/// Text that does not deflate to much less than it is.
public final class Noise {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final Random RANDOM = new Random(7);

  private Noise() {}

  public static synchronized String text(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
