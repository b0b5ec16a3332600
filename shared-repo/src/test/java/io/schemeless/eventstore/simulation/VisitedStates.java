package io.schemeless.eventstore.simulation;

/// A set of states, each known by 128 bits of a hash.
final class VisitedStates {
  private long[] entries = new long[1 << 16];
  private int size;

  int size() {
    return size;
  }

  /// False if it was there already.
  boolean add(long high, long low) {
    if (size * 4 > entries.length) {
      grow();
    }
    if (!put(entries, high | 1, low)) {
      return false;
    }
    size++;
    return true;
  }

  private static boolean put(long[] table, long high, long low) {
    int mask = table.length / 2 - 1;
    for (int i = (int) low & mask; ; i = i + 1 & mask) {
      if (table[2 * i] == 0) {
        table[2 * i] = high;
        table[2 * i + 1] = low;
        return true;
      }
      if (table[2 * i] == high && table[2 * i + 1] == low) {
        return false;
      }
    }
  }

  private void grow() {
    long[] larger = new long[entries.length * 2];
    for (int i = 0; i < entries.length; i += 2) {
      if (entries[i] != 0) {
        put(larger, entries[i], entries[i + 1]);
      }
    }
    entries = larger;
  }

  static long mix(long hash, long value) {
    long z = (hash ^ value) + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
