package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.memory.MemoryEventStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a replay starts that has no token, and what a query of several items brings.
class StartPlacesTest {
  private static final String RED_OR_T2 = "{\"items\":[{\"tags\":[\"red\"]},{\"types\":[\"t2\"]}]}";

  private final Gateway gateway = new Gateway(MemoryEventStore.create());
  private final List<String> ids = new ArrayList<>();

  /// One a position, from 1 on.
  @BeforeEach
  void six_events_of_two_domains() {
    for (int i = 1; i <= 6; i++) {
      String tags = i % 2 == 0 ? ",\"tags\":[\"red\"]" : "";
      ids.add(
          gateway
              .post("/streams/" + (i % 3 == 0 ? "third" : "other") + "/s/events")
              .json("{\"type\":\"t" + i % 3 + "\",\"payload\":" + i + tags + "}")
              .send()
              .is(201)
              .json()
              .at("/events/0/id")
              .asText());
    }
  }

  private static List<Integer> payloads(Reply page) {
    List<Integer> payloads = new ArrayList<>();
    page.is(200).json().path("events").forEach(e -> payloads.add(e.path("payload").asInt()));
    return payloads;
  }

  private List<Integer> payloads(String query) {
    return payloads(gateway.get("/events?" + query).send());
  }

  @Test
  void a_replay_starts_at_a_position_a_time_an_event_or_before_the_end() {
    assertThat(payloads("from=5")).containsExactly(5, 6);
    assertThat(payloads("from=7")).isEmpty();
    assertThat(payloads("last=2")).containsExactly(5, 6);
    assertThat(payloads("last=0")).isEmpty();
    assertThat(payloads("since=2000-01-01T00:00:00%2B01:00")).hasSize(6);
    assertThat(payloads("since=2999-01-01T00:00:00Z")).isEmpty();
    assertThat(payloads("afterEvent=" + ids.get(3))).containsExactly(5, 6);
  }

  @Test
  void filters_hold_from_there_on_and_the_token_goes_on_without_the_start() {
    assertThat(payloads("from=3&domain=third")).containsExactly(3, 6);
    assertThat(payloads("from=4&domain=third")).containsExactly(6);
    assertThat(payloads("from=3&tag=red")).containsExactly(4, 6);
    assertThat(payloads("afterEvent=" + ids.get(2) + "&type=t2")).containsExactly(5);

    Reply first = gateway.get("/events?last=4&limit=2&domain=other").send();
    String link = first.header("link");
    Reply second = gateway.get("/" + link.substring(1, link.indexOf('>'))).send();

    assertThat(payloads(first)).containsExactly(4, 5);
    assertThat(link).contains("domain=other").doesNotContain("last=");
    assertThat(payloads(second)).isEmpty();
    assertThat(first.json().path("position").asLong()).isEqualTo(6);
    assertThat(second.header("event-store-position")).isEqualTo("7");
  }

  @Test
  void what_comes_is_waited_for_at_a_start_beyond_the_end() {
    JsonNode page = gateway.get("/events?from=8&wait=1").send().is(200).json();
    for (int i = 7; i <= 8; i++) {
      gateway.post("/streams/d/events").json("{\"type\":\"t\",\"payload\":" + i + "}").send();
    }

    assertThat(page.path("caughtUp").asBoolean()).isTrue();
    assertThat(payloads("after=" + page.path("next").asText())).containsExactly(8);
  }

  @Test
  void an_event_that_its_source_names_too_is_a_start() {
    gateway
        .post("/events")
        .header("content-type", "application/cloudevents+json")
        .bytes(
            """
            {"specversion":"1.0","id":"c","source":"/s","type":"t","domain":"d","data":7}"""
                .getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .send()
        .is(201);
    gateway.post("/streams/d/events").json("{\"type\":\"t\",\"payload\":8}").send().is(201);
    String own = gateway.get("/events?last=1").send().json().at("/events/0/id").asText();
    String source =
        gateway
            .get("/event?id=" + own)
            .header("accept", "application/cloudevents+json")
            .send()
            .json()
            .path("source")
            .asText();

    assertThat(payloads("afterEvent=c&source=/s")).containsExactly(8);
    assertThat(payloads("afterEvent=" + own + "&source=" + source)).isEmpty();
    for (String none : List.of("c", "c&source=/t", "nothing", "%F0%9F%98%80")) {
      gateway.get("/events?afterEvent=" + none).send().isProblem(404, "event-not-found");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "from=1&last=1, last",
    "after=x&from=1, from",
    "since=2026-01-01T00:00:00Z&last=1, last",
    "source=/s, source",
    "from=1&source=/s, source",
    "afterEvent=x&source=, source",
    "afterEvent=, afterEvent",
    "afterEvent=x&afterEvent=x, afterEvent",
    "from=0, from",
    "from=-1, from",
    "from=1&from=1, from",
    "from=1000000000000000, from",
    "from=1.0, from",
    "last=-1, last",
    "last=x, last",
    "since=, since",
    "since=2026-01-01, since",
    "since=2026-01-01T00:00:00+01:00, since",
    "since=1766000000, since"
  })
  void a_start_that_is_none_is_refused_with_its_parameter(String query, String parameter) {
    for (Reply reply :
        List.of(
            gateway.get("/events?" + query).send(),
            gateway.post("/query/events?" + query).json(RED_OR_T2).send())) {
      assertThat(reply.isProblem(400, "invalid-parameter").place())
          .isEqualTo("parameter " + parameter);
    }
  }

  private Reply query(String parameters, String body) {
    return gateway.post("/query/events" + parameters).json(body).send();
  }

  @Test
  void a_query_brings_what_any_of_its_items_wants() {
    assertThat(payloads(query("", RED_OR_T2))).containsExactly(2, 4, 5, 6);
    Reply first = query("?limit=2&from=3", RED_OR_T2);
    assertThat(payloads(first)).containsExactly(4, 5);
    assertThat(first.json().path("caughtUp").asBoolean()).isFalse();
    String link = first.header("link");
    assertThat(link).startsWith("<events?limit=2&after=");
    Reply second = query(link.substring(7, link.indexOf('>')), RED_OR_T2);
    assertThat(payloads(second)).containsExactly(6);
    assertThat(payloads(query("?last=1", RED_OR_T2))).containsExactly(6);
    assertThat(payloads(query("?since=2000-01-01T00:00:00Z", RED_OR_T2))).hasSize(4);
    assertThat(payloads(query("?afterEvent=" + ids.get(4), RED_OR_T2))).containsExactly(6);
    query("?after=" + second.header("event-store-next"), "{\"items\":[{\"tags\":[\"red\"]}]}")
        .isProblem(400, "token-rejected");
    assertThat(
            gateway
                .post("/query/events")
                .header("accept", "application/x-ndjson")
                .json(RED_OR_T2)
                .send()
                .is(200)
                .text()
                .lines())
        .hasSize(4);
  }

  @Test
  void the_token_of_a_query_is_what_a_condition_takes() {
    String token = query("", RED_OR_T2).json().path("next").asText();
    String append =
        """
        {"events":[{"domain":"d","type":"t2","payload":7}],
         "condition":{"failIfEventsMatch":[{"tags":["red"]},{"types":["t2"]}],"after":"%s"}}"""
            .formatted(token);

    gateway.post("/events").json(append).send().is(201);
    gateway.post("/events").json(append).send().isProblem(409, "condition-failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "[{\"tags\":[\"a\"]}]",
        "{\"items\":null}",
        "{\"items\":{}}",
        "{\"items\":[null]}",
        "{\"items\":[\"a\"]}",
        "{\"items\":[{\"tags\":\"a\"}]}",
        "{\"items\":[{\"tags\":[1]}]}",
        "{\"items\":[{\"tag\":[\"a\"]}]}",
        "{\"items\":[{\"tags\":[\"a\"]}],\"after\":\"x\"}",
        "{\"items\":[{\"tags\":[\"a\"]}],\"items\":[{\"tags\":[\"a\"]}]}",
        "{\"items\":[{\"tags\":[\"\\ud800\"]}]}"
      })
  void a_body_that_is_no_query_is_refused(String body) {
    query("", body).isProblem(400, "malformed-body");
  }

  @Test
  void a_query_has_its_own_parameters_and_media_type() {
    query("?tag=red", RED_OR_T2).isProblem(400, "invalid-parameter");
    query("?domain=d", RED_OR_T2).isProblem(400, "invalid-parameter");
    gateway
        .post("/query/events")
        .header("content-type", "application/cloudevents+json")
        .bytes(new byte[] {'{', '}'})
        .send()
        .isProblem(415, "unsupported-media-type");
    gateway.get("/query/events").send().isProblem(405, "method-not-allowed");
  }
}
