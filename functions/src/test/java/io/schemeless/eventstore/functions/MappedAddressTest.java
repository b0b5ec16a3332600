package io.schemeless.eventstore.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.schemeless.eventstore.functions.append.AppendHandler;
import io.schemeless.eventstore.functions.reset.ResetHandler;
import io.schemeless.eventstore.functions.streams.StreamsHandler;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StreamId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses under a domain of one's own that maps a path to the stage: the route key says what was
/// asked for.
class MappedAddressTest {
  private static final String STREAM = "/streams/{domain}/{identifier}/events";
  private static final Map<String, String> NAMES = Map.of("domain", "d", "identifier", "i");

  private final EventStore store = MemoryEventStore.create();

  private Reply append(String path, String key, Map<String, String> names) {
    APIGatewayV2HTTPEvent event = event("POST", path, "", key, names);
    event.setHeaders(Map.of("content-type", "application/json"));
    event.setBody("[{\"type\":\"t\",\"payload\":0},{\"type\":\"t\",\"payload\":1}]");
    return Reply.read(
        Lambda.response(new AppendHandler(store).handleRequest(event, new TestContext())));
  }

  private Reply read(String path, String query, String key, Map<String, String> names) {
    return Reply.read(
        Lambda.response(
            new StreamsHandler(store)
                .handleRequest(event("GET", path, query, key, names), new TestContext())));
  }

  private static APIGatewayV2HTTPEvent event(
      String method, String path, String query, String key, Map<String, String> names) {
    return APIGatewayV2HTTPEvent.builder()
        .withRouteKey(key)
        .withRawPath(path)
        .withRawQueryString(query)
        .withPathParameters(names)
        .withRequestContext(
            APIGatewayV2HTTPEvent.RequestContext.builder()
                .withStage("$default")
                .withHttp(
                    APIGatewayV2HTTPEvent.RequestContext.Http.builder().withMethod(method).build())
                .build())
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/shop", "/shop/v1", "/events", "/streams"})
  void a_mapping_stands_before_every_path_and_link(String prefix) {
    Reply appended = append(prefix + "/streams/d/i/events", "POST " + STREAM, NAMES).is(201);
    String location = appended.header("location");
    String id = appended.json().at("/events/0/id").asText();

    assertThat(location).isEqualTo(prefix + "/events/" + id);
    read(location, "", "GET /events/{id}", Map.of("id", id)).is(200);

    String path = prefix + "/streams/d/i/events";
    String link = read(path, "limit=1", "GET " + STREAM, NAMES).is(200).header("link");
    URI next = URI.create(path + "?limit=1").resolve(link.substring(1, link.indexOf('>')));
    assertThat(next.getPath()).isEqualTo(path);
    assertThat(
            read(next.getPath(), next.getRawQuery(), "GET " + STREAM, NAMES)
                .is(200)
                .json()
                .at("/events/0/payload")
                .asInt())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/shop", "/shop/v1", "/events"})
  void a_mapping_stands_before_head_and_options_too(String prefix) {
    append(prefix + "/streams/d/i/events", "POST " + STREAM, NAMES).is(201);

    for (String method : new String[] {"HEAD", "OPTIONS"}) {
      APIGatewayV2HTTPEvent event =
          event(method, prefix + "/streams/d/i/events", "", method + " " + STREAM, NAMES);
      Reply reply =
          Reply.read(
              Lambda.response(new StreamsHandler(store).handleRequest(event, new TestContext())));

      assertThat(reply.body()).isEmpty();
      if (method.equals("HEAD")) {
        assertThat(reply.is(200).header("etag")).isEqualTo("\"2\"");
      } else {
        assertThat(reply.is(204).header("allow")).isEqualTo("POST, GET, HEAD, OPTIONS");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/shop", "/shop/v1"})
  void a_mapping_stands_before_the_reset_which_reads_its_event_itself(String prefix)
      throws IOException {
    append("/streams/d/i/events", "POST " + STREAM, NAMES).is(201);
    String event =
        """
        {"routeKey":"POST /reset","rawPath":"%s/reset","rawQueryString":"",
         "headers":{"content-type":"application/json"},"body":"{\\"confirm\\":\\"sandbox\\"}",
         "requestContext":{"stage":"$default","http":{"method":"POST"}}}"""
            .formatted(prefix);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new ResetHandler(store, Gateway.STAGE)
        .handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), out, new TestContext());

    Reply.read(out.toByteArray()).is(202);
    assertThat(store.streamVersion(StreamId.of("d", "i"))).isZero();
  }

  @Test
  void names_are_those_that_the_gateway_read() {
    append("/shop/streams/d/x/events", "POST " + STREAM, NAMES).is(201);

    assertThat(store.streamVersion(StreamId.of("d", "i"))).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "$default, /health, 200",
    ", /health, 200",
    "GET /other, /health, 200",
    "GET /events/{id}, /health, 200",
    "POST /health, /health, 200",
    "$default, /shop/health, 404",
    "GET /health, /shop/other, 404",
    "GET /health, '/é/health', 404"
  })
  void without_a_key_that_fits_the_path_says_where_to_go(String key, String path, int status) {
    read(path, "", key, Map.of()).is(status);
  }
}
