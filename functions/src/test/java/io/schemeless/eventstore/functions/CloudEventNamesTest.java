package io.schemeless.eventstore.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.memory.MemoryEventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What names an event that comes as a CloudEvent: its source and its id.
class CloudEventNamesTest {
  private static final String ONE = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";

  private final Gateway gateway = new Gateway(MemoryEventStore.create());

  private static String event(String source, int data) {
    return """
        {"specversion":"1.0","id":"1","source":"%s","type":"t","domain":"d","identifier":"x","data":%d}"""
        .formatted(source, data);
  }

  private Reply post(String body) {
    return gateway.post("/events").header("Content-Type", ONE).bytes(body.getBytes(UTF_8)).send();
  }

  private Reply find(String query) {
    return gateway.get("/events/1" + query).send();
  }

  @Test
  void the_same_id_of_two_sources_is_two_events() {
    Reply a = post(event("/a", 1)).is(201);
    post(event("/b", 2)).is(201);

    assertThat(a.header("location")).isEqualTo("/events/1?source=%2Fa");
    assertThat(find("?source=%2Fa").is(200).json().path("payload").asInt()).isEqualTo(1);
    JsonNode b = gateway.get("/event?id=1&source=%2Fb").send().is(200).json();
    assertThat(b.path("payload").asInt()).isEqualTo(2);
    assertThat(b.path("bySource").asBoolean()).isTrue();
    find("?source=%2Fc").isProblem(404, "event-not-found");
    find("").isProblem(404, "event-not-found");
    find("?source=").isProblem(400, "invalid-parameter");
    find("?source=a&source=b").isProblem(400, "invalid-parameter");
  }

  @Test
  void the_same_event_again_is_a_repeat_and_another_a_duplicate() {
    post(event("/a", 1)).is(201);

    assertThat(post(event("/a", 1)).is(201).header("idempotent-replayed")).isEqualTo("true");
    post(event("/a", 2)).isProblem(409, "duplicate-event");
  }

  @Test
  void an_id_of_our_own_event_is_free_for_other_sources() {
    gateway
        .post("/events")
        .json("{\"events\":[{\"id\":\"1\",\"domain\":\"d\",\"type\":\"t\",\"payload\":0}]}")
        .send()
        .is(201);

    post(event("/a", 1)).is(201);

    assertThat(find("").is(200).json().path("payload").asInt()).isZero();
    assertThat(find("?source=%2Fstreams%2Fd").is(200).json().path("payload").asInt()).isZero();
    assertThat(find("?source=%2Fa").is(200).json().path("payload").asInt()).isEqualTo(1);
  }

  @Test
  void an_event_of_our_own_comes_back_as_itself_where_it_was_told_as_a_cloud_event() {
    gateway
        .post("/streams/d/x/events")
        .json("{\"id\":\"1\",\"type\":\"t\",\"payload\":0,\"created\":\"2026-01-01T00:00:00Z\"}")
        .send()
        .is(201);
    Reply told = gateway.get("/events/1").header("Accept", ONE).send().is(200);

    Reply again =
        gateway.post("/streams/d/x/events").header("Content-Type", ONE).bytes(told.body()).send();

    assertThat(again.is(201).header("idempotent-replayed")).isEqualTo("true");
    assertThat(again.header("location")).isEqualTo("/events/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", BATCH})
  void a_page_with_one_id_of_two_sources_is_taken_as_it_came(String type) {
    post(event("/a", 1)).is(201);
    post(event("/b", 2)).is(201);
    Gateway other = new Gateway(MemoryEventStore.create());
    Reply page = gateway.get("/events").header("Accept", type).send().is(200);

    other.post("/events").header("Content-Type", type).bytes(page.body()).send().is(201);

    for (String source : new String[] {"%2Fa", "%2Fb"}) {
      JsonNode there = other.get("/events/1?source=" + source).send().is(200).json();
      JsonNode here = find("?source=" + source).json();
      assertThat(there.path("payload")).isEqualTo(here.path("payload"));
      assertThat(there.path("meta")).isEqualTo(here.path("meta"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true,\"meta\":{\"by\":1}",
        "true,\"meta\":{\"source\":\"web shop\"}",
        "true,\"meta\":{\"source\":\"/a\",\"Upper\":1}",
        "true,\"meta\":{\"source\":\"/streams/d\"}",
        "true",
        "1,\"meta\":{\"source\":\"/a\"}",
        "\"true\",\"meta\":{\"source\":\"/a\"}"
      })
  void an_event_of_our_own_can_be_named_by_a_source_only_as_a_cloud_event_is(String rest) {
    Reply reply =
        gateway
            .post("/streams/d/events")
            .json("[{\"type\":\"t\",\"payload\":0,\"id\":\"1\",\"bySource\":" + rest + "}]")
            .send();

    assertThat(reply.isProblem(400, "malformed-body").place()).isEqualTo("pointer /0/bySource");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false", "null"})
  void an_event_of_our_own_may_say_what_names_it(String value) {
    gateway
        .post("/streams/d/events")
        .json(
            "{\"type\":\"t\",\"payload\":0,\"id\":\"1\",\"meta\":{\"source\":\"/a\"},\"bySource\":"
                + value
                + "}")
        .send()
        .is(201);

    assertThat(find("?source=%2Fa").is(200).json().path("bySource").asBoolean())
        .isEqualTo(value.equals("true"));
  }

  @Test
  void a_source_that_no_address_can_carry_is_told_by_the_place_in_the_stream() {
    String source = "/" + "a".repeat(20_000);
    post(event("/b", 1)).is(201);

    Reply reply = post(event(source, 2)).is(201);

    assertThat(reply.header("location"))
        .isEqualTo("/stream/events?domain=d&identifier=x&from=2&limit=1");
    JsonNode page = gateway.get(reply.header("location")).send().is(200).json();
    assertThat(page.at("/events/0/meta/source").asText()).isEqualTo(source);
  }
}
