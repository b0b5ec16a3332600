package io.schemeless.eventstore.local.demo;

import java.util.Locale;

/// Numbers as people read them.
final class Numbers {
  private Numbers() {}

  /// `8,577`, or `73.5` where it is no whole number.
  static String format(double number) {
    return String.format(Locale.ROOT, number == Math.rint(number) ? "%,.0f" : "%,.1f", number);
  }
}
