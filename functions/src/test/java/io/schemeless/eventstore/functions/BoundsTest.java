package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.memory.MemoryEventStore;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every bound of an append: what lies at it is taken, what lies just past it is refused, and
/// nothing is written.
class BoundsTest {
  private static final String STREAM = "/streams/permit/case-1/events";
  private static final int BODY = 4 * 1024 * 1024;
  private static final int EVENT = 3 * 1024 * 1024;
  private static final int META = 64 * 1024;

  private final Gateway gateway = new Gateway(MemoryEventStore.create());

  private void nothingWasWritten() {
    Reply all = gateway.get("/events?limit=1").send().is(200);
    assertThat(all.json().path("events")).isEmpty();
    assertThat(all.json().path("caughtUp").asBoolean()).isTrue();
  }

  private Reply append(String body) {
    return gateway.post(STREAM).json(body).send();
  }

  private static String event(String fields) {
    return "{\"type\":\"t\",\"payload\":0" + fields + "}";
  }

  private static String padded(String body, int size) {
    return body + " ".repeat(size - body.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void a_body_of_4_MiB_is_taken() {
    append(padded(event(""), BODY)).is(201);
  }

  @Test
  void a_larger_body_is_refused() {
    append(padded(event(""), BODY + 1)).isProblem(413, "body-too-large");
    nothingWasWritten();
  }

  @Test
  void the_size_of_a_body_is_in_bytes_not_in_characters() {
    String wide = "{\"type\":\"t\",\"payload\":\"" + "é".repeat(BODY / 2) + "\"}";
    append(wide).isProblem(413, "body-too-large");
    nothingWasWritten();
  }

  @ParameterizedTest
  @ValueSource(ints = {BODY, BODY + 1, BODY + 2, BODY + 3})
  void the_bound_is_the_same_for_a_body_in_base64(int size) {
    // given
    String event =
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data\":0}";

    // when
    Reply reply =
        gateway
            .post(STREAM)
            .header("Content-Type", "application/cloudevents+json")
            .bytes(padded(event, size).getBytes(StandardCharsets.UTF_8))
            .send();

    // then
    assertThat(reply.status()).isEqualTo(size == BODY ? 201 : 413);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001})
  void an_append_has_at_most_1000_events(int count) {
    // when
    Reply reply = append("[" + String.join(",", Collections.nCopies(count, event(""))) + "]");

    // then
    if (count == 1000) {
      assertThat(reply.is(201).json().path("events")).hasSize(1000);
    } else {
      reply.isProblem(422, "invalid-request");
      nothingWasWritten();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101})
  void an_append_has_at_most_100_ids_of_the_clients(int count) {
    // when
    Reply reply =
        append(
            IntStream.range(0, count)
                .mapToObj(i -> event(",\"id\":\"e" + i + "\""))
                .collect(Collectors.joining(",", "[", "]")));

    // then
    if (count == 100) {
      reply.is(201);
    } else {
      reply.isProblem(422, "invalid-request");
      nothingWasWritten();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101})
  void an_append_has_at_most_100_streams(int count) {
    // when
    Reply reply =
        gateway
            .post("/events")
            .json(
                IntStream.range(0, count)
                    .mapToObj(
                        i ->
                            "{\"domain\":\"d\",\"identifier\":\""
                                + i
                                + "\",\"type\":\"t\",\"payload\":0}")
                    .collect(Collectors.joining(",", "[", "]")))
            .send();

    // then
    if (count == 100) {
      reply.is(201);
    } else {
      reply.isProblem(422, "invalid-request");
      nothingWasWritten();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {EVENT, EVENT + 1})
  void an_event_has_at_most_3_MiB(int size) {
    // given
    String head = "{\"type\":\"t\",\"payload\":\"";
    String event = head + "x".repeat(size - head.length() - 2) + "\"}";

    // when
    Reply reply = append(event);

    // then
    if (size == EVENT) {
      reply.is(201);
      Reply read = gateway.get(STREAM).send().is(200);
      assertThat(read.json().at("/events/0/payload").asText()).hasSize(size - head.length() - 2);
    } else {
      reply.isProblem(422, "invalid-request");
      nothingWasWritten();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {META, META + 1})
  void meta_has_at_most_64_KiB(int size) {
    // when
    Reply reply = append(event(",\"meta\":\"" + "x".repeat(size - 2) + "\""));

    // then
    if (size == META) {
      reply.is(201);
    } else {
      assertThat(reply.isProblem(422, "invalid-request").place()).isEqualTo("pointer /meta");
      nothingWasWritten();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65, 80, 100_000})
  void a_value_nests_at_most_64_deep(int depth) {
    // when
    Reply reply =
        append("{\"type\":\"t\",\"payload\":" + "[".repeat(depth) + "]".repeat(depth) + "}");

    // then
    if (depth == 64) {
      reply.is(201);
      gateway.get("/events").send().is(200);
    } else {
      assertThat(reply.isProblem(400, "malformed-body").place()).startsWith("pointer /payload");
      nothingWasWritten();
    }
  }
}
