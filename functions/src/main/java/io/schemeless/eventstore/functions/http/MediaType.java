package io.schemeless.eventstore.functions.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The media types of the API.
public enum MediaType {
  JSON("application/json"),
  CLOUD_EVENT("application/cloudevents+json"),
  CLOUD_EVENTS("application/cloudevents-batch+json"),
  NDJSON("application/x-ndjson");

  private final String text;

  MediaType(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /// The type of a request's body.
  ///
  /// @throws HttpProblem if it is none of `taken`, in another charset than UTF-8, or compressed; if
  ///   it is given twice and not alike; or if the headers say that the body is only the data of a
  ///   CloudEvent
  public static MediaType ofBody(Request request, MediaType... taken) {
    List<MediaType> types = List.of(taken);
    if (types.contains(CLOUD_EVENT) && request.header("ce-specversion") != null) {
      types = List.of(CLOUD_EVENT, CLOUD_EVENTS);
    }
    requireIdentity(request.header("content-encoding"));
    List<String> given = elements(request.header("content-type"));
    Set<Optional<MediaType>> found = new HashSet<>();
    for (String each : given) {
      found.add(bodyType(each, types));
    }
    if (found.size() == 1) {
      Optional<MediaType> one = found.iterator().next();
      if (one.isPresent()) {
        return one.get();
      }
    }
    String besides = types.size() < taken.length ? "with the header ce-specversion " : "";
    String often = found.size() > 1 ? "; it is given more than once, and not alike" : "";
    throw new HttpProblem(
        Problem.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                besides + "the content type must be " + list(types) + ", in UTF-8" + often)
            .withHeader(
                "accept", types.stream().map(MediaType::text).collect(Collectors.joining(", "))));
  }

  /// `Content-Type` is no list, but lines of it that are sent twice arrive as one: those that say
  /// the same are understood, and of others none is chosen (RFC 9110, 8.3).
  private static Optional<MediaType> bodyType(String given, List<MediaType> types) {
    String[] parts = split(given, ';').toArray(String[]::new);
    String type = parts[0].strip().toLowerCase(Locale.ROOT);
    return types.stream()
        .filter(each -> each.text.equals(type) && charsetIsUtf8(parts))
        .findFirst();
  }

  private static void requireIdentity(@Nullable String codings) {
    if (!elements(codings).stream().allMatch(each -> each.strip().equalsIgnoreCase("identity"))) {
      throw new HttpProblem(
          Problem.of(
                  ProblemType.UNSUPPORTED_MEDIA_TYPE,
                  "a body is taken as it is: Content-Encoding must be identity, or not be there")
              .withHeader("accept-encoding", "identity"));
    }
  }

  private static boolean charsetIsUtf8(String[] parts) {
    return parameters(parts, "charset").allMatch(List.of("utf-8", "utf8", "us-ascii")::contains);
  }

  /// The values of a parameter, in lower case; with white space around the `=` where a client
  /// writes it.
  private static Stream<String> parameters(String[] parts, String name) {
    return Arrays.stream(parts)
        .skip(1)
        .map(part -> part.split("=", 2))
        .filter(pair -> pair.length == 2 && pair[0].strip().equalsIgnoreCase(name))
        .map(pair -> pair[1].replace("\"", "").strip().toLowerCase(Locale.ROOT));
  }

  /// The type that a request accepts best; among equals the first offered.
  ///
  /// @throws HttpProblem if it accepts none of them
  public static MediaType accepted(Request request, MediaType... offered) {
    String accept = request.header("accept");
    MediaType best = null;
    double bestQuality = 0;
    for (MediaType each : offered) {
      double quality = quality(accept, each);
      if (quality > bestQuality) {
        best = each;
        bestQuality = quality;
      }
    }
    if (best == null) {
      throw new HttpProblem(
          Problem.of(
              ProblemType.NOT_ACCEPTABLE, "this route answers with " + list(List.of(offered))));
    }
    return best;
  }

  /// The quality of the most specific range that covers the type; of several, the best. Without a
  /// range everything is accepted.
  private static double quality(@Nullable String accept, MediaType type) {
    List<String> ranges = elements(accept);
    int specificity = 0;
    double quality = ranges.isEmpty() ? 1 : 0;
    for (String range : ranges) {
      String[] parts = split(range, ';').toArray(String[]::new);
      int found = specificity(parts[0].strip().toLowerCase(Locale.ROOT), type);
      if (found > specificity) {
        specificity = found;
        quality = quality(parts);
      } else if (found > 0 && found == specificity) {
        quality = Math.max(quality, quality(parts));
      }
    }
    return quality;
  }

  /// The elements of a list, which may have empty ones; none where there is no header.
  private static List<String> elements(@Nullable String list) {
    return list == null
        ? List.of()
        : split(list, ',').stream().filter(element -> !element.isBlank()).toList();
  }

  /// The parts of a text between separators that stand in no quotes.
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (c == separator && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
        if (c == '\\' && quoted && i + 1 < text.length()) {
          part.append(text.charAt(++i));
        }
      }
    }
    parts.add(part.toString());
    return parts;
  }

  private static int specificity(String range, MediaType type) {
    return switch (range) {
      case "*/*" -> 1;
      case "application/*" -> 2;
      default -> range.equals(type.text) ? 3 : 0;
    };
  }

  private static double quality(String[] parts) {
    return parameters(parts, "q").findFirst().map(MediaType::quality).orElse(1.0);
  }

  /// With more digits than HTTP allows, too.
  private static double quality(String value) {
    return value.matches("0(\\.[0-9]*)?|1(\\.0*)?") ? Double.parseDouble(value) : 0;
  }

  private static String list(List<MediaType> types) {
    return types.stream().map(MediaType::text).collect(Collectors.joining(" or "));
  }
}
