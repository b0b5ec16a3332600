package io.schemeless.eventstore.functions.http;

import io.schemeless.eventstore.functions.http.EntityTags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What `If-Match` and `If-None-Match` (RFC 9110, 13.1) say of the version that a stream has before
/// an append.
public sealed interface Precondition {
  /// More versions than a client can mean; each may cost a look at the stream.
  int MOST_VERSIONS = 20;

  /// The stream has one of these versions; if there is none, the condition cannot be true.
  record OneOf(List<Long> versions) implements Precondition {}

  /// The stream has none of these versions.
  record NoneOf(Set<Long> versions) implements Precondition {}

  /// `If-Match` compares strongly: a weak tag matches nothing, as one that the store never gives.
  /// `If-None-Match` compares weakly. `*` is any version but 0.
  ///
  /// @throws HttpProblem if a header is neither `*` nor a list of tags: an append that was meant to
  ///   be conditional is not made without its condition
  static Precondition of(Request request) {
    String match = request.header("if-match");
    String noneMatch = request.header("if-none-match");
    boolean fresh = noneMatch != null && EntityTags.isStar(noneMatch);
    Set<Long> not = new TreeSet<>();
    if (noneMatch != null && !fresh) {
      not.addAll(versions(tags("If-None-Match", noneMatch).stream()));
    }
    if (match != null && !EntityTags.isStar(match)) {
      List<Long> versions =
          versions(tags("If-Match", match).stream().filter(tag -> !tag.weak())).stream()
              .filter(version -> !not.contains(version) && (!fresh || version == 0))
              .toList();
      if (versions.size() > MOST_VERSIONS) {
        throw HttpProblem.header("If-Match", "names more than " + MOST_VERSIONS + " versions");
      }
      return new OneOf(versions);
    }
    if (fresh) {
      return new OneOf(match == null ? List.of(0L) : List.of());
    }
    if (match != null) {
      not.add(0L);
    }
    return new NoneOf(not);
  }

  /// Refuses a condition where there is no version to hold it against. To make an append, or to
  /// empty the store, without its condition would be worse.
  ///
  /// @param instead what to do
  public static void requireNone(Request request, String instead) {
    for (String header : List.of("If-Match", "If-None-Match")) {
      if (request.header(header.toLowerCase(Locale.ROOT)) != null) {
        throw HttpProblem.header(header, "has nothing here to be held against; " + instead);
      }
    }
  }

  private static List<Tag> tags(String header, String value) {
    @Nullable List<Tag> tags = EntityTags.list(value);
    if (tags == null || tags.isEmpty()) {
      throw HttpProblem.header(header, "must be * or versions in quotes, as in \"7\"");
    }
    return tags;
  }

  /// The newest first: it is the likeliest.
  private static List<Long> versions(Stream<Tag> tags) {
    return tags.flatMapToLong(tag -> tag.version().stream())
        .boxed()
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }
}
