package io.schemeless.eventstore.test;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What must be, or an `AssertionError` that shows the difference.
final class Expectations {
  private Expectations() {}

  static void requireDone(@Nullable Exception failure) {
    if (failure != null) {
      throw new AssertionError("expected events, but it was refused: " + failure, failure);
    }
  }

  static <X extends Exception> X requireRefused(Class<X> type, @Nullable Exception failure) {
    if (type.isInstance(failure)) {
      return type.cast(failure);
    }
    throw new AssertionError(
        "expected to be refused with "
            + type.getName()
            + ", but "
            + (failure == null ? "it was done" : "it was " + failure),
        failure);
  }

  static void requireEqual(String what, List<String> expected, List<String> actual) {
    if (!expected.equals(actual)) {
      throw new AssertionError(
          what + " is not what was expected (-), but (+):\n" + difference(expected, actual));
    }
  }

  /// The lines of both, with those that both have in common as far as their order allows.
  static String difference(List<String> expected, List<String> actual) {
    int[][] common = common(expected, actual);
    StringBuilder lines = new StringBuilder();
    int i = 0;
    int j = 0;
    while (i < expected.size() || j < actual.size()) {
      boolean both =
          i < expected.size() && j < actual.size() && expected.get(i).equals(actual.get(j));
      if (both) {
        lines.append("  ").append(expected.get(i++)).append('\n');
        j++;
      } else if (j == actual.size()
          || (i < expected.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.append("- ").append(expected.get(i++)).append('\n');
      } else {
        lines.append("+ ").append(actual.get(j++)).append('\n');
      }
    }
    return lines.toString();
  }

  /// How many lines the rests of both from each place on have in common, in order.
  private static int[][] common(List<String> expected, List<String> actual) {
    int[][] common = new int[expected.size() + 1][actual.size() + 1];
    for (int i = expected.size() - 1; i >= 0; i--) {
      for (int j = actual.size() - 1; j >= 0; j--) {
        common[i][j] =
            expected.get(i).equals(actual.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
