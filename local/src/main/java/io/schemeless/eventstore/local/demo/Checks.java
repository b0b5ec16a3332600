package io.schemeless.eventstore.local.demo;

import java.util.ArrayList;
import java.util.List;

/// What the demo holds the store to.
final class Checks {
  private record Check(String claim, boolean held, String found, boolean isFigure) {}

  private final List<Check> all = new ArrayList<>();

  /// @param claim what should be, in a few words
  void equal(String claim, Object expected, Object found) {
    all.add(new Check(claim, expected.equals(found), found + ", not " + expected, false));
  }

  /// @param unit what is counted, in a few words
  void atMost(String claim, double bound, double found, String unit) {
    String text = Numbers.format(found) + " " + unit + " (at most " + Numbers.format(bound) + ")";
    all.add(new Check(claim, found <= bound, text, true));
  }

  /// What was measured against a bound.
  List<String> figures() {
    return all.stream().filter(Check::isFigure).map(Checks::line).toList();
  }

  private static String line(Check check) {
    return check.claim() + ": " + check.found();
  }

  boolean allHeld() {
    return all.stream().allMatch(Check::held);
  }

  int count() {
    return all.size();
  }

  /// The checks that failed, with what was found.
  List<String> failures() {
    return all.stream().filter(check -> !check.held()).map(Checks::line).toList();
  }
}
