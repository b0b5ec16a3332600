package io.schemeless.eventstore.functions.http;

import io.schemeless.eventstore.store.ExpectedVersion;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A stream's version as an entity tag: version 7 is `"7"`, a stream without events `"0"`.
public final class EntityTags {
  private static final Pattern VERSION = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");

  private EntityTags() {}

  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /// What an append expects of its stream: `If-Match: "7"`, `If-None-Match: *`, or neither.
  public static ExpectedVersion expected(Request request) {
    String match = request.header("if-match");
    String noneMatch = request.header("if-none-match");
    if (match != null && noneMatch != null) {
      throw HttpProblem.header("If-Match", "cannot be combined with If-None-Match");
    }
    if (match != null) {
      Matcher version = VERSION.matcher(match.strip());
      if (!version.matches()) {
        throw HttpProblem.header("If-Match", "must be one version in quotes, as in \"7\"");
      }
      return ExpectedVersion.exactly(Long.parseLong(version.group(1)));
    }
    if (noneMatch != null) {
      if (!noneMatch.strip().equals("*")) {
        throw HttpProblem.header("If-None-Match", "must be *, for a new stream");
      }
      return ExpectedVersion.noStream();
    }
    return ExpectedVersion.any();
  }

  /// Whether a reader already has this version, by its `If-None-Match`.
  public static boolean noneMatchHas(@Nullable String ifNoneMatch, long version) {
    if (ifNoneMatch == null) {
      return false;
    }
    for (String tag : ifNoneMatch.split(",")) {
      String given = tag.strip();
      if (given.equals("*") ? version > 0 : given.replaceFirst("^W/", "").equals(of(version))) {
        return true;
      }
    }
    return false;
  }
}
