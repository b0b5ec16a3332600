package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.memory.MemoryEventStore;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the headers of a body say, as RFC 9110 lets clients say it: understood or refused, and
/// never taken for something else.
class BodyHeadersTest {
  private static final String STREAM = "/streams/permit/case-1/events";
  private static final byte[] EVENT =
      "{\"type\":\"t\",\"payload\":0}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] CLOUD_EVENT =
      "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data\":0}"
          .getBytes(StandardCharsets.UTF_8);

  private final Gateway gateway = new Gateway(MemoryEventStore.create());

  private GatewayRequest json() {
    return gateway.post(STREAM).header("Content-Type", "application/json").bytes(EVENT);
  }

  private void nothingWasWritten() {
    assertThat(gateway.get("/events").send().is(200).json().path("events")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "Identity", " identity ", "identity, identity", ", ,", ""})
  void a_body_that_is_said_to_be_as_it_is_is_taken(String coding) {
    json().header("Content-Encoding", coding).send().is(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "GZIP, identity", "identity,br", "aws-chunked", "*"})
  void a_coding_that_is_not_understood_is_told(String coding) {
    Reply reply = json().header("Content-Encoding", coding).send();

    reply.isProblem(415, "unsupported-media-type");
    assertThat(reply.header("accept-encoding")).isEqualTo("identity");
    assertThat(reply.json().path("detail").asText()).contains("Content-Encoding");
    nothingWasWritten();
  }

  @Test
  void codings_on_several_lines_are_one_list() {
    json()
        .header("Content-Encoding", "identity")
        .header("Content-Encoding", "identity")
        .send()
        .is(201);

    Reply reply =
        json().header("Content-Encoding", "identity").header("Content-Encoding", "gzip").send();

    reply.isProblem(415, "unsupported-media-type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | application/json",
        "application/json | APPLICATION/JSON; charset=utf-8",
        "application/json; charset=UTF-8; a=\"b,c;d\" | application/json"
      })
  void a_type_that_is_given_twice_alike_is_understood(String one, String other) {
    gateway
        .post(STREAM)
        .header("Content-Type", one)
        .header("Content-Type", other)
        .bytes(EVENT)
        .send()
        .is(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | application/cloudevents+json",
        "application/json; a=b | application/cloudevents+json",
        "application/cloudevents+json | application/json",
        "application/json | text/plain",
        "application/json | application/json; charset=latin1"
      })
  void of_types_that_differ_none_is_chosen(String one, String other) {
    for (byte[] body : new byte[][] {EVENT, CLOUD_EVENT}) {
      Reply reply =
          gateway
              .post(STREAM)
              .header("Content-Type", one)
              .header("Content-Type", other)
              .bytes(body)
              .send();

      reply.isProblem(415, "unsupported-media-type");
      assertThat(reply.json().path("detail").asText()).contains("more than once");
    }
    nothingWasWritten();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", ", ";", "application/json;charset=utf-16"})
  void a_type_that_says_nothing_known_is_refused(String type) {
    gateway
        .post(STREAM)
        .header("Content-Type", type)
        .bytes(EVENT)
        .send()
        .isProblem(415, "unsupported-media-type");
  }

  @ParameterizedTest
  @CsvSource({
    "If-Match, *",
    "If-Match, '\"3\"'",
    "If-Match, ''",
    "If-None-Match, *",
    "If-None-Match, '\"3\"'"
  })
  void a_condition_that_nothing_can_be_held_against_is_not_ignored(String header, String value) {
    Reply append =
        gateway
            .post("/events")
            .header(header, value)
            .json("[{\"domain\":\"d\",\"type\":\"t\",\"payload\":0}]")
            .send();
    Reply reset =
        gateway
            .post("/reset")
            .header(header, value)
            .json("{\"confirm\":\"" + Gateway.STAGE + "\"}")
            .send();

    assertThat(append.isProblem(400, "invalid-parameter").place()).isEqualTo("header " + header);
    assertThat(append.json().path("detail").asText()).contains("expected");
    assertThat(reset.isProblem(400, "invalid-parameter").place()).isEqualTo("header " + header);
    nothingWasWritten();
  }
}
