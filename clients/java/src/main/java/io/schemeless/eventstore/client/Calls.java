package io.schemeless.eventstore.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/// Sends requests, again where that can help, and makes exceptions of problems.
final class Calls {
  private static final int TOO_MANY = 429;
  private static final int FIRST_ERROR = 400;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final long MAX_RETRY_AFTER = 30;

  private final HttpClient http;
  private final String url;
  private final RequestSigner signer;
  private final RetryPolicy retries;
  private final Duration timeout;

  Calls(HttpClient http, URI url, RequestSigner signer, RetryPolicy retries, Duration timeout) {
    this.http = http;
    this.url = url.toString().replaceAll("/+$", "");
    this.signer = signer;
    this.retries = retries;
    this.timeout = timeout;
  }

  ApiAnswer exchange(ApiRequest request) {
    for (int failed = 1; ; failed++) {
      StoreProblem problem;
      long wait = 0;
      try {
        HttpResponse<byte[]> answer = http.send(signed(request), BodyHandlers.ofByteArray());
        if (answer.statusCode() < FIRST_ERROR) {
          return new ApiAnswer(answer.statusCode(), answer.headers(), answer.body());
        }
        problem = problem(answer);
        wait = retryAfter(answer);
      } catch (IOException e) {
        problem = new StoreProblem.Unreachable("no answer from " + url + ": " + reason(e), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreProblem.Unreachable("interrupted", e);
      }
      if (!problem.retryable() || !isRepeatable(request) || failed >= retries.attempts()) {
        throw problem;
      }
      pause(Math.max(wait, retries.pauseMillis(failed, ThreadLocalRandom.current())));
    }
  }

  /// Whether a second try does no more than the first, should that have been made unseen.
  private static boolean isRepeatable(ApiRequest request) {
    return request.method().equals("GET")
        || request.target().startsWith("/query/")
        || request.headers().containsKey("Idempotency-Key");
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private HttpRequest signed(ApiRequest request) {
    URI uri = URI.create(url + request.target());
    Map<String, String> headers = new TreeMap<>(request.headers());
    headers.putAll(
        signer.sign(
            new RequestSigner.Unsigned(request.method(), uri, request.headers(), request.body())));
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(timeout);
    headers.forEach(builder::setHeader);
    return builder
        .method(
            request.method(),
            request.body().length == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(request.body()))
        .build();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreProblem.Unreachable("interrupted", e);
    }
  }

  private static long retryAfter(HttpResponse<byte[]> answer) {
    String seconds = answer.headers().firstValue("Retry-After").orElse("0");
    return seconds.matches("[0-9]{1,6}")
        ? Math.min(MAX_RETRY_AFTER, Long.parseLong(seconds)) * 1_000
        : 0;
  }

  private static StoreProblem problem(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    JsonNode body = body(answer);
    String type = body.path("type").asText("");
    String kind = type.substring(type.lastIndexOf('/') + 1);
    String detail = detail(status, body);
    // API Gateway and Lambda answer by themselves, without a type, where no function did.
    boolean retryable =
        kind.isEmpty()
            ? status == TOO_MANY || status >= FIRST_SERVER_ERROR
            : body.path("retryable").asBoolean();
    return StoreProblem.of(status, kind, detail, retryable, body);
  }

  private static String detail(int status, JsonNode body) {
    String said = body.path("detail").asText(body.path("message").asText(""));
    JsonNode first = body.path("errors").path(0);
    String place =
        first.has("pointer")
            ? " (at " + first.path("pointer").asText() + ": " + first.path("detail").asText() + ")"
            : "";
    return said.isEmpty() ? "the store answered " + status : said + place;
  }

  private static JsonNode body(HttpResponse<byte[]> answer) {
    try {
      JsonNode body = JsonValues.parse(answer.body());
      return body == null ? MissingNode.getInstance() : body;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
