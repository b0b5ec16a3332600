package io.schemeless.eventstore.log;

import java.util.Arrays;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/// The places that a commit's events have in their append, rising. Written as ranges: `0-3,7`.
record Indexes(int[] values) {

  /// The first `count` places: those of an append to one stream.
  static Indexes firsts(int count) {
    return new Indexes(IntStream.range(0, count).toArray());
  }

  int count() {
    return values.length;
  }

  int get(int i) {
    return values[i];
  }

  /// Which of the commit's events has this place, or below 0 if none has.
  int find(int index) {
    return Arrays.binarySearch(values, index);
  }

  /// Whether they are the first places, without a gap.
  boolean isWhole() {
    return values[values.length - 1] == values.length - 1;
  }

  String text() {
    StringJoiner ranges = new StringJoiner(",");
    for (int i = 0; i < values.length; ) {
      int end = i;
      while (end + 1 < values.length && values[end + 1] == values[end] + 1) {
        end++;
      }
      ranges.add(end == i ? "" + values[i] : values[i] + "-" + values[end]);
      i = end + 1;
    }
    return ranges.toString();
  }

  static Indexes parse(String text) {
    IntStream all = IntStream.empty();
    for (String range : text.split(",", -1)) {
      int dash = range.indexOf('-');
      int from = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int to = dash < 0 ? from : Integer.parseInt(range.substring(dash + 1));
      all = IntStream.concat(all, IntStream.rangeClosed(from, to));
    }
    return new Indexes(all.toArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Indexes indexes && Arrays.equals(indexes.values, values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return text();
  }
}
