package io.schemeless.eventstore.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.schemeless.eventstore.functions.append.AppendHandler;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.replay.ReplayHandler;
import io.schemeless.eventstore.functions.streams.StreamsHandler;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.hc.client5.http.cache.CacheResponseStatus;
import org.apache.hc.client5.http.cache.HttpCacheContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpHead;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.cache.CacheConfig;
import org.apache.hc.client5.http.impl.cache.CachingHttpClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A shared cache that somebody else wrote (Apache HttpClient 5's) between client and store: each
/// answer is of the type that was asked for, and as new as the store.
class SharedCacheTest {
  private static final String STREAM = "/streams/permit/case-1/events";
  private static final StreamId CASE = StreamId.of("permit", "case-1");
  private static final String JSON = "application/json";
  private static final String NDJSON = "application/x-ndjson";
  private static final String CLOUD_EVENTS = "application/cloudevents-batch+json";
  private static final List<String> TYPES = List.of(JSON, NDJSON, CLOUD_EVENTS);

  private final EventStore store = MemoryEventStore.create();
  private final BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();
  private final CloseableHttpClient client =
      CachingHttpClients.custom()
          .setCacheConfig(CacheConfig.custom().setSharedCache(true).build())
          .build();
  private GatewayServer server;

  /// What came through the cache, and how the cache came by it.
  private record Got(
      int status, String type, String etag, String vary, String body, CacheResponseStatus from) {}

  @BeforeEach
  void start() {
    server = GatewayServer.bind(0, InstantSource.system());
    server.serve(
        new Functions(
            Map.of(
                Operation.Function.APPEND, new AppendHandler(store),
                Operation.Function.REPLAY, watched(new ReplayHandler(store, new SystemHost())),
                Operation.Function.STREAMS, watched(new StreamsHandler(store)))));
    append();
  }

  private RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> watched(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler) {
    return (event, context) -> {
      APIGatewayV2HTTPResponse response = handler.handleRequest(event, context);
      statuses.add(response.getStatusCode());
      return response;
    };
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
    store.close();
  }

  private void append() {
    store.append(AppendRequest.of(NewEvent.of(CASE, "t", Json.parse("1"))));
  }

  private Got get(String target, String accept) throws IOException {
    return send(new HttpGet(server.url() + target), accept);
  }

  private Got send(HttpUriRequestBase request, String accept) throws IOException {
    request.setHeader("Accept", accept);
    HttpCacheContext context = HttpCacheContext.create();
    return client.execute(
        request,
        context,
        answer ->
            new Got(
                answer.getCode(),
                header(answer, "content-type"),
                header(answer, "etag"),
                header(answer, "vary"),
                body(answer.getEntity()),
                context.getCacheResponseStatus()));
  }

  private static String body(HttpEntity entity) throws IOException {
    try {
      return entity == null ? "" : EntityUtils.toString(entity);
    } catch (org.apache.hc.core5.http.ParseException e) {
      throw new IOException(e);
    }
  }

  private static String header(ClassicHttpResponse answer, String name) {
    Header header = answer.getFirstHeader(name);
    return header == null ? "" : header.getValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {STREAM, "/stream/events?domain=permit&identifier=case-1", "/events"})
  void each_answer_is_of_the_type_that_was_asked_for(String target) throws IOException {
    for (int round = 0; round < 3; round++) {
      for (String type : TYPES) {
        Got got = get(target, type);

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.type()).isEqualTo(type);
        assertThat(got.vary()).isEqualTo("Accept");
        assertThat(got.body()).startsWith(start(type)).contains("case-1");
      }
    }
  }

  private static String start(String type) {
    return switch (type) {
      case JSON -> "{\"events\":[";
      case NDJSON -> "{\"id\":";
      default -> "[{\"specversion\":";
    };
  }

  @Test
  void what_is_kept_is_asked_after_and_good_as_long_as_the_version() throws IOException {
    TYPES.forEach(
        type -> assertThat(unchecked(type).from()).isEqualTo(CacheResponseStatus.CACHE_MISS));
    statuses.clear();

    for (String type : TYPES) {
      Got again = unchecked(type);

      assertThat(again.from()).isEqualTo(CacheResponseStatus.VALIDATED);
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.type()).isEqualTo(type);
    }
    assertThat(statuses).containsExactly(304, 304, 304);
  }

  private Got unchecked(String type) {
    try {
      return get(STREAM, type);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void an_append_is_seen_in_each_representation() throws IOException {
    for (String type : TYPES) {
      get(STREAM, type);
    }
    append();
    statuses.clear();

    for (String type : TYPES) {
      Got got = get(STREAM, type);

      assertThat(got.type()).isEqualTo(type);
      assertThat(got.etag()).startsWith("\"2");
      assertThat(got.body().split("case-1", -1)).hasSizeGreaterThan(2);
    }
    assertThat(statuses).containsExactly(200, 200, 200);
  }

  @Test
  void a_304_for_one_type_does_not_stand_for_another() throws IOException {
    Got json = get(STREAM, JSON);
    HttpGet other = new HttpGet(server.url() + STREAM);
    other.setHeader("If-None-Match", json.etag());

    Got got = send(other, NDJSON);

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.type()).isEqualTo(NDJSON);
  }

  @Test
  void a_head_between_does_not_spoil_what_is_kept() throws IOException {
    Got json = get(STREAM, JSON);

    Got head = send(new HttpHead(server.url() + STREAM), NDJSON);

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.etag()).isEqualTo("\"1-x-ndjson\"");
    assertThat(get(STREAM, JSON).body()).isEqualTo(json.body());
  }

  @Test
  void what_is_not_acceptable_is_not_answered_from_what_is_kept() throws IOException {
    get(STREAM, JSON);

    assertThat(get(STREAM, "text/html").status()).isEqualTo(406);
    assertThat(get(STREAM, JSON).status()).isEqualTo(200);
  }
}
