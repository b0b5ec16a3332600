package io.schemeless.eventstore.functions.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// The parameters of a query. It is read from the raw text: API Gateway's own map joins repeated
/// parameters with commas, which values may hold.
public final class Query {
  private final Map<String, List<String>> values;

  private Query(Map<String, List<String>> values) {
    this.values = values;
  }

  static Query parse(@Nullable String raw) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        if (!pair.isEmpty()) {
          int equals = pair.indexOf('=');
          String name = Percent.decode(equals < 0 ? pair : pair.substring(0, equals));
          String value = Percent.decode(equals < 0 ? "" : pair.substring(equals + 1));
          if (name == null || value == null) {
            throw HttpProblem.parameter(
                name == null ? "" : name, "the percent-encoding is broken, or is not of UTF-8");
          }
          values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }
      }
    }
    return new Query(values);
  }

  /// @throws HttpProblem if there is any other parameter than these, and than those of a signature,
  ///   which are not for the store
  void allowOnly(Set<String> names) {
    for (String name : values.keySet()) {
      if (!names.contains(name) && !isOfSignature(name)) {
        throw HttpProblem.parameter(printable(name), "this route has no such parameter");
      }
    }
  }

  /// The value of a parameter that may be given once, or none.
  public @Nullable String one(String name) {
    List<String> given = all(name);
    if (given.size() > 1) {
      throw HttpProblem.parameter(name, "may be given only once");
    }
    return given.isEmpty() ? null : given.getFirst();
  }

  /// The values of a parameter that may be repeated.
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /// A whole number from `min` to `max`.
  public long number(String name, long otherwise, long min, long max) {
    String given = one(name);
    if (given == null) {
      return otherwise;
    }
    if (given.matches("0|[1-9][0-9]{0,17}")) {
      long number = Long.parseLong(given);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw HttpProblem.parameter(
        name,
        max == Long.MAX_VALUE
            ? "must be a whole number from " + min
            : "must be a whole number from " + min + " to " + max);
  }

  /// The query with another value of one parameter, and without some others and a signature: that
  /// is of one address.
  public String with(String name, String value, Collection<String> without) {
    StringJoiner pairs = new StringJoiner("&", "?", "");
    values.forEach(
        (given, all) -> {
          if (!given.equals(name) && !without.contains(given) && !isOfSignature(given)) {
            all.forEach(each -> pairs.add(pair(given, each)));
          }
        });
    return pairs.add(pair(name, value)).toString();
  }

  private static boolean isOfSignature(String name) {
    return name.regionMatches(true, 0, "X-Amz-", 0, "X-Amz-".length());
  }

  private static String pair(String name, String value) {
    return Percent.encode(name) + "=" + Percent.encode(value);
  }

  /// A parameter's name, cut, as the client's own error message may show it.
  private static String printable(String name) {
    return name.codePointCount(0, name.length()) <= 64
        ? name
        : name.substring(0, name.offsetByCodePoints(0, 64));
  }
}
