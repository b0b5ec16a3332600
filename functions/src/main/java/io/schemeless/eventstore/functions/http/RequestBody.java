package io.schemeless.eventstore.functions.http;

import io.schemeless.eventstore.json.JsonText;
import io.schemeless.eventstore.json.Utf8;
import java.util.Base64;

/// Reads the body of a request.
public final class RequestBody {
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private RequestBody() {}

  /// The body's text, `""` where there is none.
  ///
  /// @throws HttpProblem if it is larger than [#MAX_BYTES]
  /// @throws io.schemeless.eventstore.json.MalformedJson if it is not UTF-8
  public static String text(Request request) {
    String raw = request.rawBody() == null ? "" : request.rawBody();
    if (request.base64()) {
      return JsonText.decode(decoded(raw));
    }
    if (raw.length() > MAX_BYTES || Utf8.length(raw) > MAX_BYTES) {
      throw tooLarge();
    }
    return raw;
  }

  private static byte[] decoded(String raw) {
    if (raw.length() > (MAX_BYTES + 2) / 3 * 4) {
      throw tooLarge();
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(raw);
    } catch (IllegalArgumentException e) {
      throw new HttpProblem(
          Problem.of(
              ProblemType.MALFORMED_BODY, Fault.pointer("", "is said to be base64 and is not")));
    }
    if (bytes.length > MAX_BYTES) {
      throw tooLarge();
    }
    return bytes;
  }

  private static HttpProblem tooLarge() {
    return new HttpProblem(
        Problem.of(
            ProblemType.BODY_TOO_LARGE,
            "a body is at most " + MAX_BYTES + " bytes; send fewer events at a time"));
  }
}
