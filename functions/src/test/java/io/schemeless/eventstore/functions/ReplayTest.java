package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.store.EventStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {
  private final EventStore store = MemoryEventStore.create();
  private final Gateway gateway = new Gateway(store);

  @BeforeEach
  void seven_events_of_two_streams_and_types() {
    for (int i = 0; i < 7; i++) {
      gateway
          .post("/streams/" + (i % 2 == 0 ? "even" : "odd") + "/s/events")
          .json("{\"type\":\"t" + i % 3 + "\",\"payload\":" + i + "}")
          .send()
          .is(201);
    }
  }

  private static List<Integer> payloads(JsonNode page) {
    List<Integer> payloads = new ArrayList<>();
    page.path("events").forEach(event -> payloads.add(event.path("payload").asInt()));
    return payloads;
  }

  @Test
  void pages_follow_each_other_without_a_gap() {
    // given
    List<Integer> seen = new ArrayList<>();
    String target = "/events?limit=3";

    // when
    JsonNode page;
    do {
      page = gateway.get(target).send().is(200).json();
      seen.addAll(payloads(page));
      target = "/events?limit=3&after=" + page.path("next").asText();
    } while (!page.path("caughtUp").asBoolean());

    // then
    assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  /// Whatever is answered is held against the contract.
  @Test
  void a_page_may_have_more_events_than_an_append_in_each_representation() {
    // given
    for (int i = 0; i < 2; i++) {
      gateway
          .post("/streams/many/events")
          .json(
              "["
                  + "{\"type\":\"t\",\"payload\":0},".repeat(599)
                  + "{\"type\":\"t\",\"payload\":0}]")
          .send()
          .is(201);
    }

    // when
    JsonNode page = gateway.get("/events?limit=10000").send().is(200).json();
    JsonNode stream = gateway.get("/streams/many/events?limit=10000").send().is(200).json();
    JsonNode batch =
        gateway
            .get("/events?limit=10000")
            .header("accept", "application/cloudevents-batch+json")
            .send()
            .is(200)
            .json();

    // then
    assertThat(page.path("events")).hasSize(1_207);
    assertThat(stream.path("events")).hasSize(1_200);
    assertThat(batch).hasSize(1_207);
  }

  @Test
  void the_link_leads_to_the_next_page_of_the_same_filter() {
    // when
    Reply first = gateway.get("/events?limit=2&domain=even&type=t0&type=t2").send().is(200);
    String link = first.header("link");
    Reply second = gateway.get("/" + link.substring(1, link.indexOf('>'))).send().is(200);

    // then
    assertThat(payloads(first.json())).containsExactly(0, 2);
    assertThat(payloads(second.json())).containsExactly(6);
  }

  @Test
  void there_is_a_token_at_the_end_too_and_it_finds_what_comes_later() {
    // given
    Reply end = gateway.get("/events").send().is(200);
    assertThat(end.json().path("caughtUp").asBoolean()).isTrue();
    gateway.post("/streams/d/events").json("{\"type\":\"t\",\"payload\":99}").send().is(201);

    // when
    Reply later = gateway.get("/events?after=" + end.header("event-store-next")).send().is(200);

    // then
    assertThat(payloads(later.json())).containsExactly(99);
  }

  @Test
  void the_representations_without_an_envelope_carry_the_token_in_headers() {
    // when
    Reply reply =
        gateway.get("/events?limit=4").header("Accept", "application/x-ndjson").send().is(200);

    // then
    assertThat(reply.header("content-type")).isEqualTo("application/x-ndjson");
    assertThat(reply.text().lines()).hasSize(4);
    assertThat(reply.header("event-store-caught-up")).isEqualTo("false");
    assertThat(
            payloads(
                gateway
                    .get("/events?after=" + reply.header("event-store-next"))
                    .send()
                    .is(200)
                    .json()))
        .containsExactly(4, 5, 6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAAA", "x", "%00", "%20", "*", "a%0d%0ab"})
  void a_damaged_token_is_refused(String token) {
    assertThat(
            gateway.get("/events?after=" + token).send().isProblem(400, "token-rejected").place())
        .isEqualTo("parameter after");
  }

  @Test
  void a_token_of_another_filter_is_refused() {
    // given
    String token = gateway.get("/events?domain=even").send().json().path("next").asText();

    // when
    Reply reply = gateway.get("/events?domain=odd&after=" + token).send();

    // then
    reply.isProblem(400, "token-rejected");
  }

  @Test
  void a_token_from_before_a_reset_is_gone() {
    // given
    String token = gateway.get("/events").send().json().path("next").asText();
    gateway.post("/reset").json("{\"confirm\":\"sandbox\"}").send().is(202);

    // when
    Reply reply = gateway.get("/events?after=" + token).send();

    // then
    reply.isProblem(410, "store-was-reset");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "offset=1",
        "Limit=1",
        "limit=1&limit=2",
        "domain=a&domain=b",
        "after=&after=",
        "limit=%zz",
        "%ff=1",
        "limit=%ff",
        "wait=1&wait=1",
        "=",
        "limit"
      })
  void a_query_that_the_route_does_not_have_is_refused(String query) {
    gateway.get("/events?" + query).send().isProblem(400, "invalid-parameter");
  }

  @Test
  void an_unknown_parameter_is_named_however_long_it_is() {
    // when
    Reply reply = gateway.get("/events?a" + "%F0%9F%98%80".repeat(200) + "=1").send();

    // then
    assertThat(reply.isProblem(400, "invalid-parameter").place())
        .isEqualTo("parameter a" + "😀".repeat(63));
  }

  @Test
  void a_wait_ends_before_the_function_does() {
    // given
    String token = gateway.get("/events").send().json().path("next").asText();
    int aSecondAndTheMargin = 4_000;

    // when
    Reply reply =
        gateway
            .get("/events?wait=20&after=" + token)
            .context(new TestContext(aSecondAndTheMargin))
            .send();

    // then
    assertThat(reply.is(200).json().path("events")).isEmpty();
    assertThat(reply.json().path("caughtUp").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "application/json;q=0",
        "application/cloudevents+json",
        "*/*;q=0",
        "application/json;q=x"
      })
  void what_cannot_be_answered_is_said(String accept) {
    gateway.get("/events").header("Accept", accept).send().isProblem(406, "not-acceptable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "application/*",
        "application/json",
        "text/html, */*;q=0.1",
        "application/json;q=1.0000",
        "application/json ; q = 0.50000",
        "application/json;q=\"1\"",
        "application/json; charset = utf-8",
        "application/x-ndjson;q=0.1234, application/json;q=0.1235",
        "application/x-ndjson ; q = 0, application/json; q=0.0001",
        "application/x-ndjson;q=0.5, application/json",
        "APPLICATION/JSON"
      })
  void json_is_the_answer_to_who_takes_it(String accept) {
    assertThat(
            gateway.get("/events").header("Accept", accept).send().is(200).header("content-type"))
        .isEqualTo("application/json");
  }

  @Test
  void the_most_specific_range_decides() {
    assertThat(
            gateway
                .get("/events")
                .header("Accept", "*/*, application/json;q=0.2, application/x-ndjson;q=0.9")
                .send()
                .is(200)
                .header("content-type"))
        .isEqualTo("application/cloudevents-batch+json");
  }
}
