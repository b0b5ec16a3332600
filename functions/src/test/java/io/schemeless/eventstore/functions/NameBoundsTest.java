package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.memory.MemoryEventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The bounds of the names in a body and of the idempotency key; those of an address are in
/// [AddressBoundsTest].
class NameBoundsTest {
  private static final String STREAM = "/streams/permit/case-1/events";
  private static final String EVENT = "{\"type\":\"t\",\"payload\":0}";

  private final Gateway gateway = new Gateway(MemoryEventStore.create());

  private Reply append(String body) {
    return gateway.post(STREAM).json(body).send();
  }

  @ParameterizedTest
  @ValueSource(strings = {"type", "id", "correlationId", "causationId"})
  void a_name_in_the_body_has_at_most_512_bytes(String field) {
    // given
    String other = field.equals("type") ? "" : "\"type\":\"t\",";

    // when
    Reply at = append("{" + other + "\"payload\":0,\"" + field + "\":\"" + "x".repeat(512) + "\"}");
    Reply past =
        append("{" + other + "\"payload\":0,\"" + field + "\":\"" + "é".repeat(257) + "\"}");

    // then
    at.is(201);
    assertThat(past.isProblem(422, "invalid-request").place()).isEqualTo("pointer /" + field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"domain", "identifier"})
  void a_name_of_a_stream_in_the_body_has_at_most_512_bytes(String field) {
    // given
    String other = field.equals("domain") ? "" : "\"domain\":\"d\",";

    // when
    Reply at =
        gateway
            .post("/events")
            .json(
                "[{"
                    + other
                    + "\""
                    + field
                    + "\":\""
                    + "x".repeat(512)
                    + "\",\"type\":\"t\",\"payload\":0}]")
            .send();
    Reply past =
        gateway
            .post("/events")
            .json(
                "[{"
                    + other
                    + "\""
                    + field
                    + "\":\""
                    + "x".repeat(513)
                    + "\",\"type\":\"t\",\"payload\":0}]")
            .send();

    // then
    at.is(201);
    assertThat(past.isProblem(422, "invalid-request").place()).isEqualTo("pointer /0/" + field);
  }

  @Test
  void an_idempotency_key_has_at_most_512_bytes() {
    // when
    Reply at = gateway.post(STREAM).header("Idempotency-Key", "x".repeat(512)).json(EVENT).send();
    Reply past = gateway.post(STREAM).header("Idempotency-Key", "x".repeat(513)).json(EVENT).send();

    // then
    at.is(201);
    assertThat(past.isProblem(400, "invalid-parameter").place())
        .isEqualTo("header Idempotency-Key");
  }
}
