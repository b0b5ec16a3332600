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

  private Reply append(String target, String body) {
    return gateway.post(target).json(body).send();
  }

  @ParameterizedTest
  @ValueSource(strings = {"type", "id", "correlationId", "causationId"})
  void a_name_in_the_body_has_at_most_512_bytes(String field) {
    // when
    Reply at = append(STREAM, new EventBody().with(field, "x".repeat(512)).text());
    Reply past = append(STREAM, new EventBody().with(field, "é".repeat(257)).text());

    // then
    at.is(201);
    assertThat(past.isProblem(422, "invalid-request").place()).isEqualTo("pointer /" + field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"domain", "identifier"})
  void a_name_of_a_stream_in_the_body_has_at_most_512_bytes(String field) {
    // when
    Reply at = append("/events", EventBody.list(1, _ -> named(field, "x".repeat(512))));
    Reply past = append("/events", EventBody.list(1, _ -> named(field, "x".repeat(513))));

    // then
    at.is(201);
    assertThat(past.isProblem(422, "invalid-request").place()).isEqualTo("pointer /0/" + field);
  }

  private static EventBody named(String field, String name) {
    return new EventBody().with("domain", "d").with(field, name);
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
