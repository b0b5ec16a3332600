package io.schemeless.eventstore.functions.http;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A stream's version as an entity tag, and the tags in a header.
///
/// A strong tag stands for one sequence of bytes (RFC 9110, 8.8.1), so each representation has its
/// own: version 7 is `"7"` as JSON, and `"7-x-ndjson"` or `"7-cloudevents-batch+json"`; a stream
/// without events is at `"0"`. Where an append expects a version, any of them names it.
public final class EntityTags {
  private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e\\x80-\\uffff]*)\"");
  private static final Pattern VERSION = Pattern.compile("(0|[1-9][0-9]{0,17})(-(?<form>.+))?");

  private EntityTags() {}

  /// @param value what stands between the quotes
  record Tag(boolean weak, String value) {

    /// The version that it names, if the store gives such a tag.
    OptionalLong version() {
      Matcher version = VERSION.matcher(value);
      return version.matches() && isForm(version.group("form"))
          ? OptionalLong.of(Long.parseLong(version.group(1)))
          : OptionalLong.empty();
    }

    private static boolean isForm(@Nullable String form) {
      return form == null
          || form.equals(form(MediaType.NDJSON))
          || form.equals(form(MediaType.CLOUD_EVENTS));
    }
  }

  /// The tag of a version as JSON, which is also that of the version itself.
  public static String of(long version) {
    return of(version, MediaType.JSON);
  }

  public static String of(long version, MediaType type) {
    return "\"" + value(version, type) + "\"";
  }

  private static String value(long version, MediaType type) {
    return type == MediaType.JSON ? Long.toString(version) : version + "-" + form(type);
  }

  private static String form(MediaType type) {
    return type.text().substring("application/".length());
  }

  static boolean isStar(String header) {
    return header.strip().equals("*");
  }

  /// The tags of a list, which may have empty elements; none if it is no list of tags.
  static @Nullable List<Tag> list(String header) {
    List<Tag> tags = new ArrayList<>();
    Matcher tag = TAG.matcher(header);
    int at = 0;
    boolean separated = true;
    while (at < header.length()) {
      char c = header.charAt(at);
      if (c == ',' || c == ' ' || c == '\t') {
        separated |= c == ',';
        at++;
      } else if (separated && tag.region(at, header.length()).lookingAt()) {
        tags.add(new Tag(tag.group(1) != null, tag.group(2)));
        separated = false;
        at = tag.end();
      } else {
        return null;
      }
    }
    return tags;
  }

  /// Whether a reader already has this version in this representation, by its `If-None-Match`. One
  /// that is no list of tags says nothing: the reader gets what it asked for.
  public static boolean noneMatchHas(String ifNoneMatch, long version, MediaType type) {
    if (isStar(ifNoneMatch)) {
      return version > 0;
    }
    List<Tag> tags = list(ifNoneMatch);
    return tags != null && tags.stream().anyMatch(tag -> tag.value().equals(value(version, type)));
  }
}
