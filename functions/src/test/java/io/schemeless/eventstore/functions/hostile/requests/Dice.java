package io.schemeless.eventstore.functions.hostile.requests;

import java.util.List;
import java.util.Random;

/// The chances of a run, all decided by its seed: the same seed makes the same requests.
public final class Dice {
  private final Random random;

  public Dice(long seed) {
    this.random = new Random(seed);
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  public boolean oneIn(int chances) {
    return below(chances) == 0;
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <T> T pick(T... from) {
    return from[below(from.length)];
  }

  public <T> T pick(List<T> from) {
    return from.get(below(from.size()));
  }

  public byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
