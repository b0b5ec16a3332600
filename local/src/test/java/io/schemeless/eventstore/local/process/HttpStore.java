package io.schemeless.eventstore.local.process;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.Timestamps;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendEvents;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.AppendResult.Appended;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReadStreams;
import io.schemeless.eventstore.store.ReplayEvents;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StartPoint;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamList;
import io.schemeless.eventstore.store.StreamPage;
import io.schemeless.eventstore.store.StreamQuery;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A store over HTTP, whose server may be gone at any moment and come back elsewhere.
///
/// @param url where it is now
record HttpStore(HttpClient http, Supplier<URI> url)
    implements AppendEvents, ReplayEvents, ReadStreams {
  private static final Duration TIMEOUT = Duration.ofSeconds(40);

  @Override
  public AppendResult append(AppendRequest request) {
    HttpRequest.Builder post =
        request("/events")
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body(request)));
    if (request.idempotencyKey() != null) {
      post.header("idempotency-key", request.idempotencyKey());
    }
    JsonNode answer = send(post, e -> new StoreException.OutcomeUnknown("no answer", e));
    List<Appended> events =
        each(answer.path("events"))
            .map(
                event ->
                    new Appended(
                        event.path("id").asText(),
                        stream(event),
                        event.path("sequence").asLong(),
                        event.path("index").asInt()))
            .toList();
    return new AppendResult(
        answer.path("position").asLong(),
        Timestamps.parse(answer.path("recorded").asText()),
        events,
        answer.path("repeated").asBoolean());
  }

  private static String body(AppendRequest request) {
    String events =
        request.events().stream()
            .map(event -> new String(EventJson.write(event, true), StandardCharsets.UTF_8))
            .collect(Collectors.joining(","));
    String expected =
        request.expected().entrySet().stream()
            .map(entry -> expected(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(","));
    String condition =
        request.condition() == null ? "" : ",\"condition\":" + condition(request.condition());
    return "{\"events\":[" + events + "],\"expected\":[" + expected + "]" + condition + "}";
  }

  private static String condition(AppendCondition condition) {
    String items =
        condition.failIfEventsMatch().items().stream()
            .map(
                item ->
                    "{\"types\":" + texts(item.types()) + ",\"tags\":" + texts(item.tags()) + "}")
            .collect(Collectors.joining(","));
    String after = condition.after() == null ? "" : ",\"after\":\"" + condition.after() + "\"";
    return "{\"failIfEventsMatch\":[" + items + "]" + after + "}";
  }

  private static String texts(Set<String> texts) {
    return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(",", "[", "]"));
  }

  private static String expected(StreamId stream, ExpectedVersion version) {
    String identifier =
        stream.identifier() == null ? "" : "\"identifier\":\"" + stream.identifier() + "\",";
    return "{\"domain\":\"%s\",%s\"sequence\":%d}"
        .formatted(stream.domain(), identifier, ((ExpectedVersion.Exactly) version).version());
  }

  @Override
  public EventPage replay(
      @Nullable ContinuationToken after, PageLimits limits, ReplayFilter filter) {
    String token =
        after == null ? "" : "&after=" + URLEncoder.encode(after.value(), StandardCharsets.UTF_8);
    String tags =
        filter.tags().stream()
            .map(tag -> "&tag=" + URLEncoder.encode(tag, StandardCharsets.UTF_8))
            .collect(Collectors.joining());
    JsonNode page = read("/events?limit=" + limits.events() + tags + token);
    return new EventPage(
        events(page),
        new ContinuationToken(page.path("next").asText()),
        page.path("position").asLong(),
        page.path("caughtUp").asBoolean());
  }

  @Override
  public StreamPage readStream(StreamQuery query) {
    String from = query.from() == null ? "" : "&from=" + query.from();
    JsonNode page =
        read(
            path(query.stream())
                + "?limit="
                + query.limits().events()
                + from
                + (query.direction() == StreamQuery.Direction.FORWARD
                    ? ""
                    : "&direction=backward"));
    return new StreamPage(
        events(page),
        page.path("version").asLong(),
        page.path("next").isNull() ? null : page.path("next").asLong());
  }

  @Override
  public long streamVersion(StreamId stream) {
    return read(path(stream) + "?limit=1&direction=backward").path("version").asLong();
  }

  private static String path(StreamId stream) {
    String identifier = stream.identifier() == null ? "" : stream.identifier() + "/";
    return "/streams/" + stream.domain() + "/" + identifier + "events";
  }

  private static List<Event> events(JsonNode page) {
    return each(page.path("events")).map(HttpStore::event).toList();
  }

  private static Event event(JsonNode event) {
    return new Event(
        event.path("id").asText(),
        event.path("bySource").asBoolean(),
        stream(event),
        event.path("type").asText(),
        Json.of(event.path("payload")),
        event.has("meta") ? Json.of(event.path("meta")) : null,
        event.path("correlationId").asText(null),
        event.path("causationId").asText(null),
        tags(event),
        Timestamps.parse(event.path("created").asText()),
        event.path("sequence").asLong(),
        event.path("position").asLong(),
        event.path("index").asInt(),
        Timestamps.parse(event.path("recorded").asText()),
        event.path("recordedBy").asText(null));
  }

  private static List<String> tags(JsonNode event) {
    List<String> tags = new ArrayList<>();
    event.path("tags").forEach(tag -> tags.add(tag.asText()));
    return tags;
  }

  private static StreamId stream(JsonNode event) {
    return StreamId.of(event.path("domain").asText(), event.path("identifier").asText(null));
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url.get() + path)).timeout(TIMEOUT);
  }

  private JsonNode read(String path) {
    return send(request(path).GET(), e -> new StoreException.Unavailable("no answer", e));
  }

  private JsonNode send(
      HttpRequest.Builder request, Function<@Nullable Exception, StoreException> noAnswer) {
    try {
      HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
      JsonNode body = Json.parse(answer.body()).toNode();
      if (answer.statusCode() < 300) {
        return body;
      }
      throw problem(answer.statusCode(), body, noAnswer);
    } catch (IOException e) {
      throw noAnswer.apply(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw noAnswer.apply(e);
    }
  }

  private static RuntimeException problem(
      int status, JsonNode body, Function<@Nullable Exception, StoreException> noAnswer) {
    String type = body.path("type").asText();
    return switch (type.substring(type.lastIndexOf('/') + 1)) {
      case "version-conflict" ->
          new StoreException.VersionConflict(
              stream(body), body.path("expected").asLong(), body.path("actual").asLong());
      case "condition-failed" -> new StoreException.ConditionFailed(List.of());
      case "duplicate-event" -> new StoreException.DuplicateEvent(body.path("id").asText());
      case "idempotency-mismatch" -> new StoreException.IdempotencyMismatch();
      case "store-was-reset" -> new StoreException.StoreWasReset();
      case "token-rejected" -> new StoreException.TokenRejected("rejected");
      case "throttled" -> new StoreException.Throttled("throttled", null);
      case "unavailable" -> new StoreException.Unavailable("unavailable", null);
      case "outcome-unknown" -> new StoreException.OutcomeUnknown("unknown", null);
      default ->
          status == 503
              ? noAnswer.apply(null)
              : new IllegalStateException(
                  "an answer that nothing explains: " + status + " " + body);
    };
  }

  @Override
  public ContinuationToken tokenAt(StartPoint start, ReplayFilter filter) {
    throw new UnsupportedOperationException("no client of a load asks for it");
  }

  @Override
  public StreamList listStreams(
      @Nullable String domain, @Nullable ContinuationToken after, int limit) {
    throw new UnsupportedOperationException("no client of a load asks for it");
  }

  @Override
  public int pageSize() {
    return PageLimits.DEFAULT.events();
  }
}
