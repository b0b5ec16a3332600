package io.schemeless.eventstore.functions.hostile;

import java.util.List;
import java.util.Random;

/// Chances that a seed decides.
final class Dice {
  private final Random random;

  Dice(long seed) {
    this.random = new Random(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean oneIn(int chances) {
    return below(chances) == 0;
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  final <T> T pick(T... from) {
    return from[below(from.length)];
  }

  <T> T pick(List<T> from) {
    return from.get(below(from.size()));
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
