package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.memory.MemoryEventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the store gives, it takes: answers handed back as they came, to another store and, after a
/// reset, to the same.
class GivenBackTest {
  private static final String STREAM = "/streams/permit/case-1/events";
  private static final String CLOUD_EVENTS = "application/cloudevents-batch+json";

  private final Gateway gateway = new Gateway(MemoryEventStore.create());
  private final Gateway other = new Gateway(MemoryEventStore.create());

  GivenBackTest() {
    String event = "{\"type\":\"t\",\"payload\":{\"n\":1},\"correlationId\":\"c\"}";
    gateway.post(STREAM).json("[" + event + "," + event + "]").send().is(201);
    gateway.post("/streams/ledger/events").json(event).send().is(201);
  }

  @Test
  void a_page_is_taken_as_it_came() {
    Reply page = gateway.get("/events").send().is(200);

    other.post("/events").json(page.text()).send().is(201);

    assertSame(page.json(), other.get("/events").send().is(200).json());
    String id = page.json().at("/events/0/id").asText();
    assertThat(other.get("/events/" + id).send().is(200).json().path("id").asText()).isEqualTo(id);
    assertThat(other.get("/correlations/c/events").send().json().path("events")).hasSize(3);
  }

  @Test
  void the_events_of_a_page_are_taken_as_they_came() {
    JsonNode page = gateway.get("/events").send().is(200).json();

    other.post("/events").json(page.path("events").toString()).send().is(201);

    assertSame(page, other.get("/events").send().is(200).json());
  }

  @Test
  void the_page_of_a_stream_is_taken_by_the_stream_and_by_the_log() {
    Reply page = gateway.get(STREAM).send().is(200);

    other.post(STREAM).json(page.json().path("events").toString()).send().is(201);
    new Gateway(MemoryEventStore.create()).post("/events").json(page.text()).send().is(201);

    assertSame(page.json(), other.get(STREAM).send().is(200).json());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/events", STREAM})
  void cloud_events_are_taken_as_they_came(String route) {
    Reply page = gateway.get(route).header("Accept", CLOUD_EVENTS).send().is(200);

    other.post(route).header("Content-Type", CLOUD_EVENTS).bytes(page.body()).send().is(201);

    assertSame(gateway.get(route).send().json(), other.get(route).send().is(200).json());
  }

  @Test
  void after_a_reset_events_of_before_come_back_under_their_ids() {
    JsonNode page = gateway.get("/events").send().is(200).json();
    String id = page.at("/events/0/id").asText();
    gateway.post("/events").json(page.toString()).send().isProblem(422, "invalid-request");
    gateway.get("/events/" + id).send().is(200);
    gateway.post("/reset").json("{\"confirm\":\"sandbox\"}").send().is(202);
    gateway.get("/events/" + id).send().isProblem(404, "event-not-found");

    gateway.post("/events").json(page.toString()).send().is(201);

    gateway.get("/events/" + id).send().is(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"events\":[],\"next\":true}",
        "{\"events\":[],\"caughtUp\":1}",
        "{\"events\":[],\"version\":\"1\"}",
        "{\"events\":[],\"version\":-1}"
      })
  void a_field_of_a_page_must_be_of_its_kind(String body) {
    gateway.post("/events").json(body).send().isProblem(400, "malformed-body");
  }

  private static void assertSame(JsonNode expected, JsonNode actual) {
    assertThat(actual.path("events")).hasSameSizeAs(expected.path("events"));
    for (int i = 0; i < expected.path("events").size(); i++) {
      for (String field :
          new String[] {"id", "domain", "identifier", "type", "payload", "created", "sequence"}) {
        assertThat(actual.at("/events/" + i + "/" + field))
            .as(field)
            .isEqualTo(expected.at("/events/" + i + "/" + field));
      }
    }
  }
}
