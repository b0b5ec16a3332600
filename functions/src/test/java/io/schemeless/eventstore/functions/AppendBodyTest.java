package io.schemeless.eventstore.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.memory.MemoryEventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the body of an append may be, and what is said of one that may not.
class AppendBodyTest {
  private static final String STREAM = "/streams/permit/case-1/events";
  private static final String EVENT = "{\"type\":\"t\",\"payload\":0}";

  private final Gateway gateway = new Gateway(MemoryEventStore.create());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"\",\"payload\":0} | /type",
        "[{\"type\":\"t\",\"payload\":0},{\"type\":\"\",\"payload\":0}] | /1/type",
        "{\"type\":\"t\",\"payload\":0,\"correlationId\":\"\"} | /correlationId",
      })
  void a_violation_points_into_the_clients_own_body(String body, String pointer) {
    // when
    Reply reply = gateway.post(STREAM).json(body).send();

    // then
    assertThat(reply.isProblem(422, "invalid-request").place()).isEqualTo("pointer " + pointer);
  }

  @Test
  void a_violation_in_an_envelope_points_into_the_envelope() {
    // when
    Reply reply =
        gateway
            .post("/events")
            .json("{\"events\":[{\"domain\":\"a\",\"type\":\"\",\"payload\":0}]}")
            .send();

    // then
    assertThat(reply.isProblem(422, "invalid-request").place()).isEqualTo("pointer /events/0/type");
  }

  @Test
  void an_empty_array_is_out_of_bounds() {
    // when
    Reply reply = gateway.post(STREAM).json("[]").send();

    // then
    assertThat(reply.isProblem(422, "invalid-request").json().at("/errors/0/pointer").asText())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | ''",
        "'   ' | ''",
        "null | ''",
        "7 | ''",
        "{ | ''",
        "{\"type\":\"t\",\"payload\":0}x | ''",
        "{\"type\":\"t\"} | /payload",
        "{\"payload\":0} | /type",
        "{\"type\":7,\"payload\":0} | /type",
        "{\"type\":\"t\",\"payload\":NaN} | /payload",
        "{\"type\":\"t\",\"payload\":01} | /payload",
        "{\"type\":\"t\",\"payload\":{\"a\":1,\"a\":2}} | /payload/a",
        "{\"type\":\"t\",\"payload\":\"\\ud800\"} | /payload",
        "{\"type\":\"t\",\"payload\":0,\"\\ud800\":1} | /payload",
        "{\"type\":\"t\",\"payload\":0,\"sequence\":0} | /sequence",
        "{\"type\":\"t\",\"payload\":0,\"domain\":\"ledger\"} | /domain",
        "{\"type\":\"t\",\"payload\":0,\"created\":\"yesterday\"} | /created",
        "{\"type\":\"t\",\"payload\":0,\"created\":1318340740276} | /created",
        "{\"type\":\"t\",\"payload\":0,\"created\":\"2011-10-11T13:45Z\"} | /created",
        "{\"type\":\"t\",\"payload\":0,\"created\":\"2011-10-11T13:45:40\"} | /created",
        "{\"type\":\"t\",\"payload\":0,\"created\":\"2011-10-11T13:45:40+02\"} | /created",
        "{\"type\":\"t\",\"payload\":0,\"created\":\"2011-10-11T13:45:40+02:00:01\"} | /created",
        "{\"type\":\"t\",\"payload\":0,\"created\":\"2016-12-31T23:59:60Z\"} | /created",
        "[{\"type\":\"t\",\"payload\":0,\"created\":\"2011-10-11T13:45Z\"}] | /0/created",
        "[{\"type\":\"t\",\"payload\":0},7] | /1",
        "[[{\"type\":\"t\",\"payload\":0}]] | /0",
      })
  void a_malformed_body_is_refused_with_the_place(String body, String pointer) {
    // when
    Reply reply = gateway.post(STREAM).json(body).send();

    // then
    assertThat(reply.isProblem(400, "malformed-body").place()).isEqualTo("pointer " + pointer);
  }

  @Test
  void a_place_that_takes_too_long_to_name_is_told_by_the_value_around_it() {
    // given
    String key = "{\"" + "/".repeat(400) + "\":";

    // when
    Reply reply = gateway.post(STREAM).json("{\"payload\":" + key.repeat(60) + "nonsense").send();

    // then
    assertThat(reply.isProblem(400, "malformed-body").place())
        .isEqualTo("pointer /payload/" + "~1".repeat(400));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | ''",
        "{\"events\":{}} | /events",
        "{\"type\":\"t\",\"payload\":0} | /type",
        "{\"events\":[{\"type\":\"t\",\"payload\":0}]} | /events/0/domain",
        "{\"events\":[],\"expected\":{}} | /expected",
        "{\"events\":[],\"expected\":[7]} | /expected/0",
        "{\"events\":[],\"expected\":[{\"sequence\":1}]} | /expected/0",
        "{\"events\":[],\"expected\":[{\"domain\":\"a\"}]} | /expected/0",
        "{\"events\":[],\"expected\":[{\"domain\":\"a\",\"sequence\":-1}]} | /expected/0/sequence",
        "{\"events\":[],\"expected\":[{\"domain\":\"a\",\"sequence\":1.5}]} | /expected/0/sequence",
        "{\"events\":[],\"expected\":[{\"domain\":\"a\",\"sequence\":99999999999999999999}]} | /expected/0/sequence",
        "{\"events\":[],\"expected\":[{\"domain\":\"a\",\"sequence\":1,\"x\":1}]} | /expected/0/x",
        "{\"events\":[],\"expected\":[{\"domain\":\"a\",\"sequence\":1},{\"domain\":\"a\",\"sequence\":1}]} | /expected/1",
      })
  void a_malformed_envelope_is_refused_with_the_place(String body, String pointer) {
    // when
    Reply reply = gateway.post("/events").json(body).send();

    // then
    assertThat(reply.isProblem(400, "malformed-body").place()).isEqualTo("pointer " + pointer);
  }

  @Test
  void bytes_that_are_not_utf8_are_refused() {
    // when
    Reply reply =
        gateway
            .post(STREAM)
            .header("Content-Type", "application/cloudevents+json")
            .bytes(new byte[] {'"', (byte) 0xff, '"'})
            .send();

    // then
    reply.isProblem(400, "malformed-body");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-16",
        "application/json; charset = utf-16",
        "application/jsonx",
        "application/x-ndjson",
        ""
      })
  void a_body_of_another_media_type_is_refused(String type) {
    // when
    Reply reply =
        gateway.post(STREAM).header("Content-Type", type).bytes(EVENT.getBytes(UTF_8)).send();

    // then
    assertThat(reply.isProblem(415, "unsupported-media-type").header("accept"))
        .contains("application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json;charset=UTF-8",
        "application/json ; charset = \"UTF-8\"",
        "Application/JSON; Charset=\"utf-8\"",
        "application/json ; profile=x"
      })
  void json_in_utf8_is_taken_however_it_is_spelt(String type) {
    // when
    Reply reply =
        gateway.post(STREAM).header("Content-Type", type).bytes(EVENT.getBytes(UTF_8)).send();

    // then
    reply.is(201);
  }

  @Test
  void a_body_without_a_media_type_is_refused() {
    // when
    Reply reply = gateway.post(STREAM).bytes(EVENT.getBytes(UTF_8)).send();

    // then
    reply.isProblem(415, "unsupported-media-type");
  }

  @Test
  void a_compressed_body_is_refused() {
    // when
    Reply reply = gateway.post(STREAM).json(EVENT).header("Content-Encoding", "gzip").send();

    // then
    reply.isProblem(415, "unsupported-media-type");
  }

  @Test
  void bytes_that_are_compressed_are_refused_for_that_and_not_for_their_form() {
    Reply reply =
        gateway
            .post(STREAM)
            .header("Content-Type", "application/cloudevents+json")
            .header("Content-Encoding", "gzip")
            .bytes(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3})
            .send();

    reply.isProblem(415, "unsupported-media-type");
  }
}
