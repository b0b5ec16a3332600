package io.schemeless.eventstore.json;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// RFC 3339 times: read with any offset, written in UTC with 3 to 9 digits of a second. Two of its
/// times are refused, as no [Instant] can say them: a leap second, and more than 9 digits of a
/// second.
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

  private static final Pattern FORM =
      Pattern.compile(
          "(?<local>[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?)"
              + "([Zz]|(?<sign>[+-])(?<hours>[01][0-9]|2[0-3]):(?<minutes>[0-5][0-9]))");

  /// Strict: 24:00 is no time of a day, and February 30 no day.
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ISO_LOCAL_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

  private Timestamps() {}

  public static String format(Instant time) {
    return time.getNano() % 1_000_000 == 0 && inRange(time)
        ? PlainTime.format(time)
        : FORMAT.format(time);
  }

  /// How long [#format] makes a time.
  public static int length(Instant time) {
    return time.getNano() % 1_000_000 == 0 && inRange(time)
        ? PlainTime.LENGTH
        : format(time).length();
  }

  /// Reads exactly the form of RFC 3339: with seconds, and with an offset of hours and minutes up
  /// to 23:59 or a `Z`.
  ///
  /// @throws DateTimeException if the text is no such time
  public static Instant parse(String text) {
    Instant plain = PlainTime.parse(text);
    return plain != null ? plain : parseAny(text);
  }

  private static Instant parseAny(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new DateTimeException("RFC 3339 is 2011-10-11T13:45:40.276Z or +02:00 in place of Z");
    }
    LocalDateTime local = LocalDateTime.parse(parts.group("local"), LOCAL);
    Instant time = local.toInstant(ZoneOffset.UTC).minus(offset(parts));
    if (!inRange(time)) {
      throw new DateTimeException("RFC 3339 has the years 0000 to 9999");
    }
    return time;
  }

  /// Java's own offsets end at 18:00.
  private static Duration offset(Matcher parts) {
    if (parts.group("hours") == null) {
      return Duration.ZERO;
    }
    Duration ahead =
        Duration.ofHours(Integer.parseInt(parts.group("hours")))
            .plusMinutes(Integer.parseInt(parts.group("minutes")));
    return parts.group("sign").equals("-") ? ahead.negated() : ahead;
  }

  /// Whether RFC 3339 can say it.
  public static boolean inRange(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }
}
