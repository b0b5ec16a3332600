package io.schemeless.eventstore.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.local.UserError;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.wire.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Calls the store as any client would.
final class StoreClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(40);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();
  private final URI url;
  private long requests;

  StoreClient(URI url) {
    this.url = url;
  }

  /// An answer, and its body where that is JSON.
  record Answer(int status, JsonNode body) {
    /// @throws UserError if the answer is another
    Answer expect(int expected) {
      if (status != expected) {
        throw new UserError(
            "the store answered " + status + " and not " + expected + ": " + body.path("detail"));
      }
      return this;
    }
  }

  /// How many requests were made so far.
  long requests() {
    return requests;
  }

  /// @param headers names and values in turn
  Answer append(List<NewEvent> events, String... headers) {
    String body =
        events.stream().map(event -> json(event, true)).collect(Collectors.joining(",", "[", "]"));
    return send(post("/events", body, headers));
  }

  /// Appends one event to the stream that it names.
  Answer appendToStream(NewEvent event, String header, String value) {
    StreamId stream = event.stream();
    String path = "/streams/" + stream.domain() + "/" + stream.identifier() + "/events";
    return send(post(path, "[" + json(event, false) + "]", header, value));
  }

  Answer replay(@Nullable String after, int limit) {
    String query = "?limit=" + limit + (after == null ? "" : "&after=" + encode(after));
    return send(request("/events" + query).GET());
  }

  Answer reset(String stage) {
    return send(post("/reset", "{\"confirm\":\"" + stage + "\"}"));
  }

  private static String json(NewEvent event, boolean withStream) {
    return new String(EventJson.write(event, withStream), StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder post(String path, String body, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Answer send(HttpRequest.Builder request) {
    requests++;
    try {
      HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), Json.parse(answer.body()).toNode());
    } catch (IOException e) {
      throw new UserError("the store did not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
