package io.schemeless.eventstore.json;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Times of exactly the form `2011-10-11T13:45:40.276Z`, the one that nearly all have, without the
/// cost of a general form.
final class PlainTime {
  static final int LENGTH = 24;

  private static final String FORM = "0000-00-00T00:00:00.000Z";

  private PlainTime() {}

  /// @param time of the years 0000 to 9999, in whole milliseconds
  static String format(Instant time) {
    LocalDateTime utc =
        LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
    byte[] text = FORM.getBytes(StandardCharsets.US_ASCII);
    digits(text, 0, 4, utc.getYear());
    digits(text, 5, 2, utc.getMonthValue());
    digits(text, 8, 2, utc.getDayOfMonth());
    digits(text, 11, 2, utc.getHour());
    digits(text, 14, 2, utc.getMinute());
    digits(text, 17, 2, utc.getSecond());
    digits(text, 20, 3, utc.getNano() / 1_000_000);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void digits(byte[] text, int from, int count, int value) {
    for (int i = from + count - 1; i >= from; i--) {
      text[i] = (byte) ('0' + value % 10);
      value /= 10;
    }
  }

  /// None for any other form.
  ///
  /// @throws DateTimeException if the text is of the form, and no time
  static @Nullable Instant parse(String text) {
    if (text.length() != LENGTH) {
      return null;
    }
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      if (FORM.charAt(i) == '0' ? c < '0' || c > '9' : c != FORM.charAt(i)) {
        return null;
      }
    }
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 2),
            number(text, 8, 2),
            number(text, 11, 2),
            number(text, 14, 2),
            number(text, 17, 2),
            1_000_000 * number(text, 20, 3))
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      value = 10 * value + text.charAt(i) - '0';
    }
    return value;
  }
}
