package io.schemeless.eventstore.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/// RFC 3339 times: read with any offset, written in UTC with 3 to 9 digits of a second.
public final class Timestamps {
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 3, 9, true)
          .appendLiteral('Z')
          .toFormatter()
          .withZone(ZoneOffset.UTC);

  private Timestamps() {}

  public static String format(Instant time) {
    return FORMAT.format(time);
  }

  /// @throws DateTimeException if the text is no RFC 3339 time
  public static Instant parse(String text) {
    Instant time = OffsetDateTime.parse(text).toInstant();
    if (!inRange(time)) {
      throw new DateTimeException("RFC 3339 has the years 0000 to 9999");
    }
    return time;
  }

  /// Whether RFC 3339 can say it.
  public static boolean inRange(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }
}
