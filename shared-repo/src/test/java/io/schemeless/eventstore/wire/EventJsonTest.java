package io.schemeless.eventstore.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.JsonText;
import io.schemeless.eventstore.json.MalformedJson;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventJsonTest {
  private static final StreamId CASE = StreamId.of("permit", "case-1");
  private static final Instant CREATED = Instant.parse("2011-10-11T13:45:40Z");
  private static final NewEvent FULL =
      NewEvent.of(CASE, "asked", Json.parse("{\"by\":\"x\"}"))
          .withMeta(Json.parse("[1]"))
          .withId("id-1")
          .withCorrelationId("chain")
          .withCausationId("cause")
          .withCreated(CREATED);
  private static final String CONTENT =
      """
      "type":"asked","payload":{"by":"x"},"meta":[1],"correlationId":"chain",\
      "causationId":"cause","created":"2011-10-11T13:45:40.000Z\"""";

  @Test
  void a_stored_event_has_every_field() {
    Event event =
        new Event(
            "id-1",
            false,
            CASE,
            "asked",
            Json.parse("{\"by\":\"x\"}"),
            Json.parse("[1]"),
            "chain",
            "cause",
            List.of("a", "b"),
            CREATED,
            3,
            17,
            2,
            CREATED.plusSeconds(1),
            null);

    assertThat(text(EventJson.write(event)))
        .isEqualTo(
            """
            {"id":"id-1","domain":"permit","identifier":"case-1",%s,\
            "sequence":3,"position":17,"index":2,"recorded":"2011-10-11T13:45:41.000Z"}"""
                .formatted(CONTENT.replace("\"created\"", "\"tags\":[\"a\",\"b\"],\"created\"")));
  }

  @Test
  void a_stored_event_leaves_out_what_it_does_not_have() {
    Event event =
        new Event(
            "id-1",
            false,
            StreamId.of("permit"),
            "asked",
            Json.NULL,
            null,
            null,
            null,
            List.of(),
            CREATED,
            1,
            1,
            0,
            CREATED,
            null);

    assertThat(text(EventJson.write(event)))
        .isEqualTo(
            """
            {"id":"id-1","domain":"permit","type":"asked","payload":null,\
            "created":"2011-10-11T13:45:40.000Z","sequence":1,"position":1,"index":0,\
            "recorded":"2011-10-11T13:45:40.000Z"}""");
  }

  @Test
  void a_new_event_is_written_with_its_stream_or_without() {
    assertThat(text(EventJson.write(FULL, true)))
        .isEqualTo(
            "{\"id\":\"id-1\",\"domain\":\"permit\",\"identifier\":\"case-1\"," + CONTENT + "}");
    assertThat(text(EventJson.write(FULL, false))).isEqualTo("{\"id\":\"id-1\"," + CONTENT + "}");
    assertThat(text(EventJson.write(NewEvent.of(CASE, "asked", Json.parse("0")), false)))
        .isEqualTo("{\"type\":\"asked\",\"payload\":0}");
  }

  @Test
  void a_new_event_is_read_as_it_was_written() {
    assertThat(read(text(EventJson.write(FULL, true)), null)).isEqualTo(FULL);
    assertThat(read(text(EventJson.write(FULL, false)), CASE)).isEqualTo(FULL);
  }

  @Test
  void only_a_stored_event_says_who_appended_it() {
    String stored = text(EventJson.write(FULL.withRecordedBy("root"), false));

    assertThat(stored).endsWith(",\"recordedBy\":\"root\"}");
    assertThat(read(stored, CASE)).as("of a client").isEqualTo(FULL);
    NewEvent again = JsonText.parse(stored, parser -> EventJson.readStored(parser, CASE));
    assertThat(again).isEqualTo(FULL.withRecordedBy("root"));
  }

  @Test
  void null_is_none_for_whatever_may_be_missing() {
    String text =
        """
        {"id":null,"domain":"permit","identifier":null,"type":"asked","payload":null,
         "correlationId":null,"causationId":null,"created":null}""";

    assertThat(read(text, null)).isEqualTo(NewEvent.of(StreamId.of("permit"), "asked", Json.NULL));
    assertThat(read("{\"domain\":null,\"type\":\"t\",\"payload\":1}", CASE).stream())
        .isEqualTo(CASE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | '' | an event must be an object",
        "{\"type\":\"t\",\"payload\":1} | /domain | is missing",
        "{\"domain\":\"d\",\"payload\":1} | /type | is missing",
        "{\"domain\":\"d\",\"type\":\"t\"} | /payload | is missing",
        "{\"domain\":\"d\",\"type\":7,\"payload\":1} | /type | must be a string",
        "{\"domain\":\"d\",\"type\":null,\"payload\":1} | /type | must be a string",
        "{\"domain\":\"d\",\"type\":\"t\",\"payload\":1,\"x\":1} | /x | an event has no such field",
        "{\"domain\":\"d\",\"created\":\"now\"} | /created | must be an RFC 3339 time",
        "{\"domain\":{}} | /domain | must be a string"
      })
  void a_wrong_field_is_told_with_its_place(String text, String pointer, String message) {
    MalformedJson error = catchThrowableOfType(MalformedJson.class, () -> read(text, null));

    assertThat(error.pointer()).isEqualTo(pointer);
    assertThat(error).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"domain, ledger", "identifier, case-2"})
  void an_event_may_not_name_another_stream_than_its_place(String field, String value) {
    String text = "{\"%s\":\"%s\",\"type\":\"t\",\"payload\":1}".formatted(field, value);

    MalformedJson error = catchThrowableOfType(MalformedJson.class, () -> read(text, CASE));

    assertThat(error.pointer()).isEqualTo("/" + field);
    if (field.equals("identifier")) {
      assertThatThrownBy(() -> read(text, StreamId.of("permit"))).isInstanceOf(MalformedJson.class);
    }
  }

  @Test
  void what_the_store_gives_it_takes() {
    String text =
        """
        {"id":"i","domain":"permit","identifier":"case-1","type":"t","payload":1,\
        "created":"2011-10-11T13:45:40Z","sequence":3,"position":17,"index":2,\
        "recorded":"2011-10-11T13:45:41.000Z"}""";

    assertThat(read(text, CASE)).isEqualTo(read(text, null));
    assertThat(read(text, CASE).id()).isEqualTo("i");
    assertThat(read(text, CASE).created()).isEqualTo(Instant.parse("2011-10-11T13:45:40Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "sequence, 0",
    "sequence, 1.0",
    "sequence, '\"1\"'",
    "position, -1",
    "position, 99999999999999999999",
    "index, true",
    "index, -1",
    "recorded, 1",
    "recorded, '\"yesterday\"'"
  })
  void a_field_of_the_store_must_be_of_its_kind(String field, String value) {
    String text = "{\"type\":\"t\",\"payload\":1,\"%s\":%s}".formatted(field, value);

    MalformedJson error = catchThrowableOfType(MalformedJson.class, () -> read(text, CASE));

    assertThat(error.pointer()).isEqualTo("/" + field);
  }

  private static NewEvent read(String text, @Nullable StreamId stream) {
    return JsonText.parse(text, parser -> EventJson.readNew(parser, stream));
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
