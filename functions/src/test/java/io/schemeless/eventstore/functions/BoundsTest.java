package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.memory.MemoryEventStore;
import java.nio.charset.StandardCharsets;
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
    return append(STREAM, body);
  }

  private Reply append(String target, String body) {
    return gateway.post(target).json(body).send();
  }

  /// @param pointer where the request is out of bounds
  private void takenOrRefused(boolean within, Reply reply, String pointer) {
    if (within) {
      reply.is(201);
      return;
    }
    reply.isProblem(422, "invalid-request");
    assertThat(reply.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    nothingWasWritten();
  }

  private static String padded(int size) {
    String body = new EventBody().text();
    return body + " ".repeat(size - body.length());
  }

  @Test
  void a_body_of_4_MiB_is_taken() {
    append(padded(BODY)).is(201);
  }

  @Test
  void a_larger_body_is_refused() {
    append(padded(BODY + 1)).isProblem(413, "body-too-large");
    nothingWasWritten();
  }

  @Test
  void the_size_of_a_body_is_in_bytes_not_in_characters() {
    append(new EventBody().with("payload", "é".repeat(BODY / 2)).text())
        .isProblem(413, "body-too-large");
    nothingWasWritten();
  }

  @ParameterizedTest
  @ValueSource(ints = {BODY, BODY + 1, BODY + 2, BODY + 3})
  void the_bound_is_the_same_for_a_body_in_base64(int size) {
    // given
    String event =
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data\":0}";
    byte[] padded = (event + " ".repeat(size - event.length())).getBytes(StandardCharsets.UTF_8);

    // when
    Reply reply =
        gateway
            .post(STREAM)
            .header("Content-Type", "application/cloudevents+json")
            .bytes(padded)
            .send();

    // then
    assertThat(reply.status()).isEqualTo(size == BODY ? 201 : 413);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001})
  void an_append_has_at_most_1000_events(int count) {
    // when
    Reply reply = append(EventBody.list(count, _ -> new EventBody()));

    // then
    takenOrRefused(count == 1000, reply, "");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101})
  void an_append_has_at_most_100_ids_of_the_clients(int count) {
    // when
    Reply reply = append(EventBody.list(count, i -> new EventBody().with("id", "e" + i)));

    // then
    takenOrRefused(count == 100, reply, "");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101})
  void an_append_has_at_most_100_streams(int count) {
    // when
    Reply reply =
        append(
            "/events",
            EventBody.list(
                count, i -> new EventBody().with("domain", "d").with("identifier", "i" + i)));

    // then
    takenOrRefused(count == 100, reply, "");
  }

  @ParameterizedTest
  @ValueSource(ints = {EVENT, EVENT + 1})
  void an_event_has_at_most_3_MiB(int size) {
    // given
    int payload = size - new EventBody().with("payload", "").text().length();

    // when
    Reply reply = append(new EventBody().with("payload", "x".repeat(payload)).text());

    // then
    takenOrRefused(size == EVENT, reply, "");
  }

  @Test
  void the_largest_event_is_read_back() {
    // given
    int payload = EVENT - new EventBody().with("payload", "").text().length();
    append(new EventBody().with("payload", "x".repeat(payload)).text()).is(201);

    // when
    Reply read = gateway.get(STREAM).send().is(200);

    // then
    assertThat(read.json().at("/events/0/payload").asText()).hasSize(payload);
  }

  @ParameterizedTest
  @ValueSource(ints = {META, META + 1})
  void meta_has_at_most_64_KiB(int size) {
    // when
    Reply reply = append(new EventBody().with("meta", "x".repeat(size - 2)).text());

    // then
    takenOrRefused(size == META, reply, "/meta");
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
