package io.schemeless.eventstore.log.item;

import io.schemeless.eventstore.store.AppendRequest;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The places that a commit's events have in their append, rising. Written as ranges: `0-3,7`.
public record Indexes(int[] values) {
  private static final Indexes FIRST = new Indexes(new int[] {0});

  /// @throws IllegalArgumentException if there is none, or they do not rise from 0 or above
  public Indexes {
    int last = -1;
    for (int value : values) {
      if (value <= last) {
        throw new IllegalArgumentException("places that do not rise");
      }
      last = value;
    }
    if (values.length == 0) {
      throw new IllegalArgumentException("no place");
    }
  }

  /// The first `count` places: those of an append to one stream.
  static Indexes firsts(int count) {
    return count == 1 ? FIRST : new Indexes(range(0, count - 1).toArray());
  }

  public int count() {
    return values.length;
  }

  /// As they are behind so many events of others.
  public Indexes shifted(int by) {
    return by == 0 ? this : new Indexes(IntStream.of(values).map(value -> value + by).toArray());
  }

  /// One after the other: each must begin above the one before.
  public static Indexes concat(List<Indexes> all) {
    return all.size() == 1
        ? all.getFirst()
        : new Indexes(all.stream().flatMapToInt(each -> IntStream.of(each.values)).toArray());
  }

  public int get(int i) {
    return values[i];
  }

  /// Which of the commit's events has this place, or below 0 if none has.
  public int find(int index) {
    return Arrays.binarySearch(values, index);
  }

  /// Whether they are the first places, without a gap.
  boolean isWhole() {
    return values[values.length - 1] == values.length - 1;
  }

  /// Whether the places of several commits together are 0 to n-1, each once: those of a whole
  /// append.
  public static boolean areWhole(Stream<Indexes> all) {
    int[] places = all.flatMapToInt(indexes -> IntStream.of(indexes.values)).sorted().toArray();
    return places.length > 0 && IntStream.range(0, places.length).allMatch(i -> places[i] == i);
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
    IntStream.Builder all = IntStream.builder();
    int last = -1;
    for (String range : text.split(",", -1)) {
      int dash = range.indexOf('-');
      int from = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int to = dash < 0 ? from : Integer.parseInt(range.substring(dash + 1));
      if (from <= last) {
        throw new IllegalArgumentException("places that do not rise");
      }
      range(from, to).forEach(all::add);
      last = to;
    }
    return new Indexes(all.build().toArray());
  }

  /// An item that is damaged may name more than there is memory for.
  private static IntStream range(int from, int to) {
    if (from < 0 || to >= AppendRequest.MAX_EVENTS) {
      throw new IllegalArgumentException("places that no append has");
    }
    return IntStream.rangeClosed(from, to);
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
