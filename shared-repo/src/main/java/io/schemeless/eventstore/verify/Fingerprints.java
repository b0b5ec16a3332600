package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.log.item.Sha256;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// A set of texts that takes 8 bytes for each: the first of their SHA-256.
final class Fingerprints {
  private long[] values = new long[1024];
  private int size;
  private boolean sorted = true;

  void add(String text) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = of(text);
    sorted = false;
  }

  boolean contains(String text) {
    if (!sorted) {
      Arrays.sort(values, 0, size);
      sorted = true;
    }
    return Arrays.binarySearch(values, 0, size, of(text)) >= 0;
  }

  private static long of(String text) {
    return ByteBuffer.wrap(Sha256.of(text).value()).getLong();
  }
}
