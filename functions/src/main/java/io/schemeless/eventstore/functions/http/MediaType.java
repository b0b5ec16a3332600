package io.schemeless.eventstore.functions.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
  /// @throws HttpProblem if it is none of `taken`, in another charset than UTF-8, or compressed
  public static MediaType ofBody(Request request, MediaType... taken) {
    String given = request.header("content-type");
    String encoding = request.header("content-encoding");
    if (given != null && (encoding == null || encoding.equalsIgnoreCase("identity"))) {
      String[] parts = given.split(";", -1);
      String type = parts[0].strip().toLowerCase(Locale.ROOT);
      for (MediaType each : taken) {
        if (each.text.equals(type) && charsetIsUtf8(parts)) {
          return each;
        }
      }
    }
    throw new HttpProblem(
        Problem.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "the content type must be " + list(taken) + ", in UTF-8 and not compressed")
            .withHeader("accept", Arrays.stream(taken).map(MediaType::text).collect(comma())));
  }

  private static boolean charsetIsUtf8(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith("charset=")) {
        String charset = parameter.substring("charset=".length()).replace("\"", "");
        if (!List.of("utf-8", "utf8", "us-ascii").contains(charset)) {
          return false;
        }
      }
    }
    return true;
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
          Problem.of(ProblemType.NOT_ACCEPTABLE, "this route answers with " + list(offered)));
    }
    return best;
  }

  /// The quality of the most specific range that covers the type.
  private static double quality(@Nullable String accept, MediaType type) {
    if (accept == null || accept.isBlank()) {
      return 1;
    }
    int specificity = 0;
    double quality = 0;
    for (String range : accept.split(",")) {
      String[] parts = range.split(";", -1);
      int found = specificity(parts[0].strip().toLowerCase(Locale.ROOT), type);
      if (found > specificity) {
        specificity = found;
        quality = quality(parts);
      }
    }
    return quality;
  }

  private static int specificity(String range, MediaType type) {
    return switch (range) {
      case "*/*" -> 1;
      case "application/*" -> 2;
      default -> range.equals(type.text) ? 3 : 0;
    };
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith("q=")) {
        String value = parameter.substring(2);
        return value.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(value) : 0;
      }
    }
    return 1;
  }

  private static String list(MediaType[] types) {
    return Arrays.stream(types).map(MediaType::text).collect(Collectors.joining(" or "));
  }

  private static java.util.stream.Collector<CharSequence, ?, String> comma() {
    return Collectors.joining(", ");
  }
}
