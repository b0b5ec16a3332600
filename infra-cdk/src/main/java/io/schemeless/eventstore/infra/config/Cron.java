package io.schemeless.eventstore.infra.config;

import java.util.List;
import java.util.regex.Pattern;

/// The six fields of EventBridge Scheduler's cron expressions: minutes, hours, day of the month,
/// month, day of the week, year. CloudFormation would refuse a wrong one only while it deploys.
final class Cron {
  private static final List<Pattern> FIELDS =
      List.of(
          field("[0-5]?\\d"),
          field("[01]?\\d|2[0-3]"),
          field("0?[1-9]|[12]\\d|3[01]", "\\?|L|LW|(0?[1-9]|[12]\\d|3[01])W"),
          field("0?[1-9]|1[0-2]|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"),
          field("[1-7]|SUN|MON|TUE|WED|THU|FRI|SAT", "\\?|L|[1-7]L|[1-7]#[1-5]"),
          field("19[7-9]\\d|20\\d\\d|21\\d\\d"));
  private static final int DAY_OF_MONTH = 2;
  private static final int DAY_OF_WEEK = 4;

  private Cron() {}

  static boolean isValid(String expression) {
    List<String> fields = List.of(expression.split(" ", -1));
    if (fields.size() != FIELDS.size()) {
      return false;
    }
    for (int i = 0; i < fields.size(); i++) {
      if (!FIELDS.get(i).matcher(fields.get(i)).matches()) {
        return false;
      }
    }
    // One day field says which days, the other that it does not.
    return fields.get(DAY_OF_MONTH).equals("?") != fields.get(DAY_OF_WEEK).equals("?");
  }

  private static Pattern field(String value) {
    return field(value, "\\*");
  }

  /// A `*`, a value, a range of values, each maybe by steps, or a list of them; or what only this
  /// field may be.
  private static Pattern field(String value, String only) {
    String part = "(?:\\*|(?:%s)(?:-(?:%s))?)(?:/[1-9]\\d*)?".formatted(value, value);
    return Pattern.compile("%s|%s(?:,%s)*".formatted(only, part, part), Pattern.CASE_INSENSITIVE);
  }
}
