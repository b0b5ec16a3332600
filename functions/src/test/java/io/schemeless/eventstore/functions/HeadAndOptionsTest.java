package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The methods that every server of resources should take (RFC 9110, 9.3.2 and 9.3.7).
class HeadAndOptionsTest {
  private static final String STREAM = "/streams/permit/case-1/events";

  private final EventStore store = MemoryEventStore.create();
  private final Gateway gateway = new Gateway(store);

  @BeforeEach
  void fill() {
    StreamId stream = StreamId.of("permit", "case-1");
    store.append(
        AppendRequest.of(
            NewEvent.of(stream, "t", Json.parse("0")).withId("e-1").withCorrelationId("c"),
            NewEvent.of(stream, "t", Json.parse("1"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/events | application/json | ''",
        "/events?limit=1 | application/x-ndjson | ''",
        "/events?wait=0 | application/cloudevents-batch+json | ''",
        "/events?limit=0 | application/json | ''",
        "/events?after=x | application/json | ''",
        "/streams/permit/case-1/events | application/json | ''",
        "/streams/permit/case-1/events | application/x-ndjson | ''",
        "/streams/permit/case-1/events | application/json | \"2\"",
        "/streams/permit/case-1/events | application/json | \"1\"",
        "/streams/permit/events | application/json | ''",
        "/stream/events?domain=permit&identifier=case-1&limit=1 | application/json | ''",
        "/streams | application/json | ''",
        "/streams | text/html | ''",
        "/events/e-1 | application/cloudevents+json | ''",
        "/event?id=e-1 | application/json | ''",
        "/events/none | application/json | ''",
        "/correlations/c/events | application/json | ''",
        "/correlation/events?id=c | application/json | ''",
        "/health | application/json | ''",
        "/nothing | application/json | ''"
      })
  void head_is_get_without_its_body(String target, String accept, String noneMatch) {
    Reply get = ask("GET", target, accept, noneMatch);

    Reply head = ask("HEAD", target, accept, noneMatch);

    assertThat(head.status()).isEqualTo(get.status());
    assertThat(head.headers()).isEqualTo(get.headers());
    assertThat(head.body()).isEmpty();
  }

  private Reply ask(String method, String target, String accept, String noneMatch) {
    GatewayRequest request = gateway.call(method, target).header("Accept", accept);
    return noneMatch.isEmpty() ? request.send() : request.header("If-None-Match", noneMatch).send();
  }

  @Test
  void head_does_not_lead_to_what_only_writes() {
    Reply reply = gateway.call("HEAD", "/reset").send().is(405);

    assertThat(reply.header("allow")).isEqualTo("POST, OPTIONS");
    assertThat(reply.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/events, 'POST, GET, HEAD, OPTIONS'",
    "/streams/a/b/events, 'POST, GET, HEAD, OPTIONS'",
    "/streams/a/events, 'POST, GET, HEAD, OPTIONS'",
    "/stream/events, 'POST, GET, HEAD, OPTIONS'",
    "/streams, 'GET, HEAD, OPTIONS'",
    "/events/x, 'GET, HEAD, OPTIONS'",
    "/event, 'GET, HEAD, OPTIONS'",
    "/correlations/c/events, 'GET, HEAD, OPTIONS'",
    "/correlation/events, 'GET, HEAD, OPTIONS'",
    "/health, 'GET, HEAD, OPTIONS'",
    "/reset, 'POST, OPTIONS'"
  })
  void options_tells_what_a_path_takes(String path, String allow) {
    Reply reply = gateway.call("OPTIONS", path).header("If-Match", "\"9\"").send().is(204);

    assertThat(reply.header("allow")).isEqualTo(allow);
    assertThat(reply.body()).isEmpty();
    assertThat(gateway.call("OPTIONS", path).stage("sandbox").send().header("allow"))
        .isEqualTo(allow);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/nothing", "/streams/a"})
  void options_of_no_path_is_not_found(String path) {
    gateway.call("OPTIONS", path).send().isProblem(404, "route-not-found");
  }

  @Test
  void options_looks_at_no_parameter_but_the_query_must_be_one() {
    gateway.call("OPTIONS", "/events?limit=x&unknown=1").send().is(204);
    gateway.call("OPTIONS", "/events?%=").send().isProblem(400, "invalid-parameter");
  }

  @Test
  void nothing_of_it_writes() {
    for (String method : new String[] {"HEAD", "OPTIONS"}) {
      gateway.call(method, STREAM).header("Content-Type", "application/json").send();
    }

    assertThat(gateway.get(STREAM).send().header("etag")).isEqualTo("\"2\"");
  }
}
