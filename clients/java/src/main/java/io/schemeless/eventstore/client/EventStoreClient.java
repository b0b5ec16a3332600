package io.schemeless.eventstore.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A store over HTTP. Safe for use by many threads.
///
/// ```java
/// try (EventStoreClient store = EventStoreClient.of(URI.create("http://localhost:8787"))) {
///   StreamName permit = StreamName.of("permit", "case-1");
///   store.append(permit, 0, EventData.of(permit, "received", Map.of("by", "counter 4")));
///   store.replay().stream().forEach(System.out::println);
/// }
/// ```
///
/// Requests that fail and may succeed later are sent again; an append so that it is made once. What
/// the store refuses is a [StoreProblem].
public final class EventStoreClient implements StreamStore, AutoCloseable {
  private static final String JSON = "application/json";
  private static final int NOT_FOUND = 404;

  private final HttpClient http;
  private final Calls calls;

  private EventStoreClient(Builder builder) {
    this.http = builder.http.build();
    this.calls = new Calls(http, builder.url, builder.signer, builder.retries, builder.timeout);
  }

  /// A store that asks nobody who they are, such as one on this machine.
  public static EventStoreClient of(URI url) {
    return builder(url).build();
  }

  public static Builder builder(URI url) {
    return new Builder(url);
  }

  /// Appends a batch.
  ///
  /// @throws StoreProblem.VersionConflict if a stream is not at the version expected of it
  /// @throws StoreProblem.ConditionFailed if the batch has a condition that does not hold
  /// @throws StoreProblem.DuplicateEvent if an event's id is taken
  @Override
  public AppendReceipt append(EventBatch batch) {
    ApiRequest request =
        ApiRequest.post("/events", JSON, EventCodec.write(batch))
            .with("Idempotency-Key", batch.idempotencyKey());
    return EventCodec.receipt(exchange(request).json());
  }

  /// Appends events of any streams, all or none, whatever their versions.
  public AppendReceipt append(EventData... events) {
    return append(EventBatch.of(events));
  }

  /// Appends events of which those of one stream follow a version of it, 0 for a new one.
  public AppendReceipt append(StreamName stream, long version, EventData... events) {
    return append(EventBatch.of(events).expecting(stream, version));
  }

  /// Every event in the store's order; see [Replay].
  public Replay replay() {
    return new Replay(this);
  }

  /// The position where the log ends now: all its events have lower ones.
  public long end() {
    return exchange(replay().last(0).pageSize(1).request(null)).json().path("position").asLong();
  }

  /// The events of a stream from a sequence on, 1 being the first, lazily.
  @Override
  public Iterable<RecordedEvent> stream(StreamName stream, long from) {
    return paged(
        "/stream/events?" + stream.query() + "&limit=1000",
        "from",
        Long.toString(from),
        json -> EventCodec.readAll(json.path("events")));
  }

  /// The sequence of a stream's newest event, 0 if it has none.
  public long version(StreamName stream) {
    String target = "/stream/events?" + stream.query() + "&limit=1&direction=backward";
    return exchange(ApiRequest.get(target)).json().path("version").asLong();
  }

  /// The store's streams, or those of a domain, lazily.
  public Iterable<StreamEntry> streams(@Nullable String domain) {
    String only = domain == null ? "" : "&domain=" + StreamName.encode(domain);
    return paged("/streams?limit=1000" + only, "after", null, EventStoreClient::entries);
  }

  private static List<StreamEntry> entries(JsonNode json) {
    List<StreamEntry> streams = new ArrayList<>();
    for (JsonNode each : json.path("streams")) {
      streams.add(
          new StreamEntry(
              EventCodec.stream(each),
              each.path("position").asLong(),
              Instant.parse(each.path("recorded").asText())));
    }
    return streams;
  }

  /// The event that this id names alone, the store's or a client's.
  public Optional<RecordedEvent> event(String id) {
    return find("/event?id=" + StreamName.encode(id));
  }

  /// The event of this source with this id, as that of a CloudEvent.
  public Optional<RecordedEvent> event(String id, String source) {
    return find("/event?id=" + StreamName.encode(id) + "&source=" + StreamName.encode(source));
  }

  private Optional<RecordedEvent> find(String target) {
    try {
      return Optional.of(EventCodec.read(exchange(ApiRequest.get(target)).json()));
    } catch (StoreProblem e) {
      if (e.status() == NOT_FOUND && e.kind().equals("event-not-found")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// The events with a correlation id that are committed when they are read, in the store's order,
  /// lazily.
  public Iterable<RecordedEvent> chain(String correlationId) {
    return () -> {
      String target = "/correlation/events?limit=1000&id=" + StreamName.encode(correlationId);
      return new Flattened<>(
          new PageWalk<>(this, target, "after", null, EventStoreClient::events, true));
    };
  }

  private static List<RecordedEvent> events(JsonNode json) {
    return EventCodec.readAll(json.path("events"));
  }

  private <T> Iterable<T> paged(
      String target, String parameter, @Nullable String first, Function<JsonNode, List<T>> read) {
    return () -> new Flattened<>(new PageWalk<>(this, target, parameter, first, read, false));
  }

  /// Empties the store, where it is a sandbox.
  ///
  /// @param stage its name, as a confirmation
  /// @return whether nothing of before is left to purge
  public boolean reset(String stage) {
    ObjectNode body = JsonValues.MAPPER.createObjectNode().put("confirm", stage);
    ApiRequest request = ApiRequest.post("/reset", JSON, JsonValues.write(body));
    return exchange(request).json().path("purge").path("complete").asBoolean();
  }

  /// Which store answers.
  public StoreHealth health() {
    JsonNode json = exchange(ApiRequest.get("/health")).json();
    return new StoreHealth(
        json.path("incarnation").asText(),
        json.path("epoch").asLong(),
        json.path("format").asInt());
  }

  /// Sends any request of the API, again where that can help: a `GET`, and whatever has an
  /// `Idempotency-Key`. Others could be made twice, and are sent once.
  public ApiAnswer exchange(ApiRequest request) {
    return calls.exchange(request);
  }

  @Override
  public void close() {
    http.close();
  }

  /// How a client is made.
  public static final class Builder {
    private final URI url;
    private HttpClient.Builder http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    private RequestSigner signer = RequestSigner.NONE;
    private RetryPolicy retries = RetryPolicy.DEFAULT;
    private Duration timeout = Duration.ofSeconds(60);

    private Builder(URI url) {
      this.url = url;
    }

    /// Says who asks.
    public Builder signer(RequestSigner value) {
      signer = value;
      return this;
    }

    public Builder retries(RetryPolicy value) {
      retries = value;
      return this;
    }

    /// How long one try may take; longer than a page may wait at the end of the log.
    public Builder timeout(Duration value) {
      timeout = value;
      return this;
    }

    /// Proxy, TLS and the like.
    public Builder http(HttpClient.Builder value) {
      http = value;
      return this;
    }

    public EventStoreClient build() {
      return new EventStoreClient(this);
    }
  }
}
