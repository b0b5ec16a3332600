package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What goes in comes out, whatever it is.
public abstract class PayloadContract extends StoreContract {

  static Stream<String> values() {
    return Stream.of(
        "0",
        "-0",
        "false",
        "true",
        "null",
        "\"\"",
        "[]",
        "{}",
        "[null,0,false,\"\",[],{}]",
        "{\"\":{\"\":0}}",
        "9007199254740993",
        "-123456789012345678901234567890",
        "0.1234567890123456789012345678901",
        "1.10",
        "1E400",
        "12e-7",
        "\"\\u0000\\u0001\\u001F\\n\\t\\\"\\\\/\"",
        "\"é ß 日本 \u2028\u2029 \uFEFF \uFFFF 😀\"",
        "[".repeat(64) + "]".repeat(64),
        "\"" + "x".repeat(3000) + "\"");
  }

  @ParameterizedTest
  @MethodSource("values")
  void a_value_survives_as_payload_and_as_meta(String text) {
    Json value = Json.parse(text);
    store.append(AppendRequest.of(NewEvent.of(A, "t", value).withMeta(value)));

    for (Event event :
        List.of(
            list(store.allEvents(10)).getFirst(),
            list(store.streamEvents(A, 1)).getFirst(),
            store.event(list(store.allEvents(10)).getFirst().id()).orElseThrow())) {
      assertThat(event.payload()).isEqualTo(value);
      assertThat(event.meta()).isEqualTo(value);
    }
  }

  @Test
  void a_payload_of_3_mebibytes_survives() {
    String text = "\"" + "😀".repeat(780_000) + "\"";

    store.append(AppendRequest.of(NewEvent.of(A, "t", Json.parse(text))));

    assertThat(payloads(store.allEvents(10))).containsExactly(text);
  }

  @Test
  void every_field_survives() {
    Instant created = Instant.parse("1969-07-20T20:17:40.123456789Z");
    NewEvent full =
        event(A, 1)
            .withId("id \u0000 /")
            .withMeta(Json.parse("{\"by\":null}"))
            .withCorrelationId("correlation 😀")
            .withCausationId("causation \n")
            .withCreated(created);

    store.append(AppendRequest.of(full));

    Event event = list(store.allEvents(10)).getFirst();
    assertThat(event.id()).isEqualTo("id \u0000 /");
    assertThat(event.meta()).isEqualTo(full.meta());
    assertThat(event.correlationId()).isEqualTo(full.correlationId());
    assertThat(event.causationId()).isEqualTo(full.causationId());
    assertThat(event.created()).isEqualTo(created);
    assertThat(event.type()).isEqualTo("numbered");
  }

  @Test
  void what_the_client_leaves_out_stays_out_and_created_becomes_the_time_of_recording() {
    store.append(AppendRequest.of(event(A, 1)));

    Event event = list(store.allEvents(10)).getFirst();
    assertThat(event.meta()).isNull();
    assertThat(event.correlationId()).isNull();
    assertThat(event.causationId()).isNull();
    assertThat(event.created()).isEqualTo(event.recorded());
    assertThat(event.recorded()).isCloseTo(Instant.now(), within(1, ChronoUnit.HOURS));
  }
}
