package io.schemeless.eventstore.log.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.Timestamps;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.wire.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredEventsTest {
  private static final StreamId STREAM = StreamId.of("permit", "a");

  private static NewEvent event(String type, String payload) {
    return NewEvent.of(STREAM, type, Json.parse(payload));
  }

  private static NewEvent full(String payload) {
    return new NewEvent(
        STREAM,
        "geändert",
        Json.parse(payload),
        Json.parse("{\"source\":\"/x\"}"),
        "id-1",
        true,
        "corr",
        "cause",
        List.of("tag:ä", "b"),
        Instant.parse("2026-01-02T03:04:05.678Z"),
        "arn:aws:iam::111122223333:user/ö");
  }

  private static byte[] body(NewEvent... events) {
    return BodyJson.join(
        List.of(events).stream().map(event -> EventJson.write(event, false)).toList());
  }

  private static @Nullable List<NewEvent> cut(byte[] body) {
    return StoredEvents.read(body, _ -> STREAM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "0",
        "-1.50e+7",
        "\"\"",
        "[]",
        "{}",
        "true",
        "[false,[],{}]",
        "[[1,2],[3]]",
        "{\"a\":{\"b\":[1,{\"c\":\"\\u0001\\n\\\"\\\\\"}]},\"d\":\"käse 😀\"}"
      })
  void every_value_that_was_written_is_cut_without_a_parser(String payload) {
    NewEvent plain = event("changed", payload);

    assertThat(cut(body(plain, full(payload)))).containsExactly(plain, full(payload));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"payload\":1,\"type\":\"x\"}]",
        "[ {\"type\":\"x\",\"payload\":1}]",
        "[{\"type\":\"x\\n\",\"payload\":1}]",
        "[{\"type\":\"x\",\"payload\":\"\\u00e9\"}]"
      })
  void what_is_written_otherwise_is_left_to_the_parser(String body) {
    byte[] utf8 = body.getBytes(StandardCharsets.UTF_8);

    assertThat(cut(utf8)).isNull();
    assertThat(BodyJson.read(utf8, _ -> STREAM)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "[]]",
        "[{}]",
        "[{\"type\":\"x\"}]",
        "[{\"type\":\"x\",\"payload\":}]",
        "[{\"type\":\"x\",\"payload\":01}]",
        "[{\"type\":\"x\",\"payload\":1.}]",
        "[{\"type\":\"x\",\"payload\":1e}]",
        "[{\"type\":\"x\",\"payload\":tru}]",
        "[{\"type\":\"x\",\"payload\":[1,]}]",
        "[{\"type\":\"x\",\"payload\":[1}}]",
        "[{\"type\":\"x\",\"payload\":{\"a\"}}]",
        "[{\"type\":\"x\",\"payload\":{\"a\":1,}}]",
        "[{\"type\":\"x\",\"payload\":\"\\x\"}]",
        "[{\"type\":\"x\",\"payload\":\"\\ud800\"}]",
        "[{\"type\":\"x\",\"payload\":1,\"other\":1}]",
        "[{\"type\":\"x\",\"payload\":1},]",
        "[{\"type\":\"x\",\"payload\":1,\"created\":\"2026-02-30T00:00:00.000Z\"}]"
      })
  void what_is_no_body_is_corrupt(String body) {
    assertThatThrownBy(() -> BodyJson.read(body.getBytes(StandardCharsets.UTF_8), _ -> STREAM))
        .isInstanceOf(CorruptData.class);
  }

  @Test
  void a_body_that_is_cut_short_or_not_utf8_is_corrupt() {
    byte[] body = body(full("{\"a\":\"käse\",\"b\":[1,2.5]}"));
    for (int length = 0; length < body.length; length++) {
      byte[] part = Arrays.copyOf(body, length);
      assertThatThrownBy(() -> BodyJson.read(part, _ -> STREAM)).isInstanceOf(CorruptData.class);
    }
    for (int i = 0; i < body.length; i++) {
      byte[] other = body.clone();
      other[i] = (byte) 0xff;
      assertThatThrownBy(() -> BodyJson.read(other, _ -> STREAM)).isInstanceOf(CorruptData.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05.678901Z", "0000-01-01T00:00:00Z"})
  void an_event_is_as_long_as_is_said_before_it_is_written(String time) {
    Event event =
        new Event(
            "ä\"\\\n",
            true,
            StreamId.of("d\u0001", "😀"),
            "t",
            Json.parse("{\"k\":\"ü\"}"),
            Json.parse("1"),
            "c",
            null,
            List.of("a\"", "😀"),
            Instant.parse(time),
            12,
            345,
            6,
            Instant.parse("9999-12-31T23:59:59.999Z"),
            "arn:aws:iam::111122223333:user/ö\"");

    byte[] written = EventJson.write(event);

    assertThat(EventJson.size(event)).isEqualTo(written.length);
    assertThat(EventJson.sizeAtMost(event)).isGreaterThanOrEqualTo(written.length);
    assertThat(Json.parse(written).toNode().path("id").textValue()).isEqualTo(event.id());
    assertThat(Json.parse(written).textOf("created"))
        .isEqualTo(Timestamps.format(Instant.parse(time)));
  }
}
