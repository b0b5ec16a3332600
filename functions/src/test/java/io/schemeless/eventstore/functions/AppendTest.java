package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.memory.MemoryEventStore;
import org.junit.jupiter.api.Test;

class AppendTest {
  private static final String STREAM = "/streams/permit/case-1/events";
  private static final String EVENT = "{\"type\":\"t\",\"payload\":0}";

  private final Gateway gateway = new Gateway(MemoryEventStore.create());

  private Reply append(String... headers) {
    GatewayRequest request = gateway.post(STREAM).json(EVENT);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request.send();
  }

  @Test
  void an_append_answers_where_its_events_lie() {
    // when
    Reply reply = gateway.post(STREAM).json("[" + EVENT + "," + EVENT + "]").send().is(201);

    // then
    assertThat(reply.json().path("position").asLong()).isEqualTo(1);
    assertThat(reply.json().path("repeated").asBoolean()).isFalse();
    assertThat(reply.json().at("/events/1/sequence").asLong()).isEqualTo(2);
    assertThat(reply.json().at("/events/1/index").asInt()).isEqualTo(1);
    assertThat(reply.json().at("/events/1/identifier").asText()).isEqualTo("case-1");
    assertThat(reply.header("etag")).isEqualTo("\"2\"");
    assertThat(reply.header("location"))
        .isEqualTo("/events/" + reply.json().at("/events/0/id").asText());
    assertThat(gateway.get(reply.header("location")).send().is(200).json().path("sequence").asInt())
        .isEqualTo(1);
  }

  @Test
  void a_location_keeps_the_stage_that_stands_before_the_path() {
    // when
    Reply reply = gateway.post(STREAM).stage("sandbox").json(EVENT).send().is(201);

    // then
    assertThat(reply.header("location")).startsWith("/sandbox/events/");
  }

  @Test
  void an_append_under_the_right_version_goes_through() {
    // given
    append("If-None-Match", "*").is(201);

    // when
    Reply reply = append("If-Match", "\"1\"");

    // then
    assertThat(reply.is(201).header("etag")).isEqualTo("\"2\"");
  }

  @Test
  void version_zero_is_a_new_stream() {
    // when
    Reply first = append("If-Match", "\"0\"");

    // then
    first.is(201);
    append("If-Match", "\"0\"").isProblem(412, "version-conflict");
  }

  @Test
  void a_conflict_says_what_was_expected_and_what_is() {
    // given
    append().is(201);

    // when
    Reply reply = append("If-Match", "\"7\"").isProblem(412, "version-conflict");

    // then
    assertThat(reply.json().path("expected").asLong()).isEqualTo(7);
    assertThat(reply.json().path("actual").asLong()).isEqualTo(1);
    assertThat(reply.json().path("domain").asText()).isEqualTo("permit");
    assertThat(reply.json().path("identifier").asText()).isEqualTo("case-1");
    assertThat(reply.json().path("retryable").asBoolean()).isFalse();
  }

  @Test
  void a_repeated_request_gets_the_first_answer() {
    // given
    Reply first = append("Idempotency-Key", "k1", "If-None-Match", "*").is(201);

    // when
    Reply again = append("Idempotency-Key", "k1", "If-None-Match", "*").is(201);

    // then
    assertThat(again.header("idempotent-replayed")).isEqualTo("true");
    assertThat(first.headers()).doesNotContainKey("idempotent-replayed");
    assertThat(again.json().path("repeated").asBoolean()).isTrue();
    assertThat(again.json().path("events")).isEqualTo(first.json().path("events"));
    assertThat(again.header("etag")).isEqualTo(first.header("etag"));
    assertThat(again.header("location")).isEqualTo(first.header("location"));
  }

  @Test
  void a_key_of_another_request_is_refused() {
    // given
    append("Idempotency-Key", "k1").is(201);

    // when
    Reply reply =
        gateway
            .post(STREAM)
            .header("Idempotency-Key", "k1")
            .json("{\"type\":\"t\",\"payload\":1}")
            .send();

    // then
    reply.isProblem(422, "idempotency-mismatch");
  }

  @Test
  void an_id_that_is_taken_is_named() {
    // given
    gateway.post(STREAM).json("{\"id\":\"e1\",\"type\":\"t\",\"payload\":0}").send().is(201);

    // when
    Reply reply = gateway.post(STREAM).json("{\"id\":\"e1\",\"type\":\"t\",\"payload\":1}").send();

    // then
    assertThat(reply.isProblem(409, "duplicate-event").json().path("id").asText()).isEqualTo("e1");
  }

  @Test
  void an_append_of_several_streams_is_one_append() {
    // when
    Reply reply =
        gateway
            .post("/events")
            .json(
                """
                {"events": [{"domain":"a","identifier":"1","type":"t","payload":0},
                            {"domain":"b","type":"t","payload":0}],
                 "expected": [{"domain":"a","identifier":"1","sequence":0},
                              {"domain":"b","identifier":null,"sequence":0}]}""")
            .send();

    // then
    assertThat(reply.is(201).json().at("/events/0/position"))
        .isEqualTo(reply.json().at("/events/1/position"));
    assertThat(reply.json().at("/events/1").has("identifier")).isFalse();
    assertThat(reply.headers()).doesNotContainKey("etag");
  }

  @Test
  void a_bare_array_appends_to_streams_at_any_version() {
    // when
    Reply reply =
        gateway.post("/events").json("[{\"domain\":\"a\",\"type\":\"t\",\"payload\":0}]").send();

    // then
    assertThat(reply.is(201).json().path("events")).hasSize(1);
  }

  @Test
  void a_conflict_of_several_streams_names_the_stream() {
    // when
    Reply reply =
        gateway
            .post("/events")
            .json(
                """
                {"events": [{"domain":"a","type":"t","payload":0}],
                 "expected": [{"domain":"a","sequence":3}]}""")
            .send();

    // then
    assertThat(reply.isProblem(409, "version-conflict").json().path("domain").asText())
        .isEqualTo("a");
    assertThat(reply.json().has("identifier")).isFalse();
  }

  @Test
  void an_append_takes_no_query() {
    // when
    Reply reply = gateway.post(STREAM + "?expected=1").json(EVENT).send();

    // then
    assertThat(reply.isProblem(400, "invalid-parameter").place()).isEqualTo("parameter expected");
  }
}
