package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.functions.reset.ResetHandler;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the functions count.
class MetricsTest {
  private static final String EVENT = "{\"type\":\"Granted\",\"payload\":\"SECRET\"}";

  private final WatchedStore watched = new WatchedStore();

  @Test
  void a_conflict_is_counted_also_where_it_is_answered_with_412() {
    // when
    JsonNode line =
        watched.append(
            watched.store(),
            EVENT,
            Map.of("content-type", "application/json", "if-match", "\"7\""));

    // then
    assertThat(line.path("status").asInt()).isEqualTo(412);
    assertThat(line.path("problem").asText()).isEqualTo("version-conflict");
    assertThat(line.path("Conflicts").asInt()).isEqualTo(1);
    assertThat(line.has("Appends")).isFalse();
  }

  @Test
  void an_unknown_outcome_and_corrupt_data_are_errors_and_counted() {
    // given
    Map<String, String> json = Map.of("content-type", "application/json");

    // when
    JsonNode unknown =
        watched.append(
            _ -> {
              throw new StoreException.OutcomeUnknown("lost", null);
            },
            EVENT,
            json);
    JsonNode corrupt =
        watched.append(
            _ -> {
              throw new StoreException.CorruptData("a slot");
            },
            EVENT,
            json);

    // then
    assertThat(unknown.path("UnknownOutcomes").asInt()).isEqualTo(1);
    assertThat(unknown.path("level").asText()).isEqualTo("ERROR");
    assertThat(corrupt.path("CorruptData").asInt()).isEqualTo(1);
    assertThat(corrupt.path("level").asText()).isEqualTo("ERROR");
  }

  @Test
  void a_repeated_append_counts_once() {
    // given
    Map<String, String> key = Map.of("content-type", "application/json", "idempotency-key", "k");
    watched.append(watched.store(), EVENT, key);

    // when
    JsonNode line = watched.append(watched.store(), EVENT, key);

    // then
    assertThat(line.path("status").asInt()).isEqualTo(201);
    assertThat(line.has("Appends")).isFalse();
    assertThat(line.path("events").asInt()).isZero();
  }

  @Test
  void a_body_in_the_bucket_is_counted() {
    // given
    StringBuilder noise = new StringBuilder();
    for (byte b : new SystemHost().randomBytes(9_000)) {
      noise.append(Integer.toHexString(b & 0xff));
    }

    // when
    JsonNode line = watched.append("{\"type\":\"Filed\",\"payload\":\"" + noise + "\"}");

    // then
    assertThat(line.path("Offloads").asInt()).isEqualTo(1);
  }

  @Test
  void a_page_and_its_events_are_counted() {
    // given
    watched.append("[" + EVENT + "," + EVENT + "," + EVENT + "]");

    // when
    JsonNode line = watched.replay();

    // then
    assertThat(line.path("Function").asText()).isEqualTo("replay");
    assertThat(line.path("Pages").asInt()).isEqualTo(1);
    assertThat(line.path("EventsReplayed").asInt()).isEqualTo(3);
    assertThat(line.path("events").asInt()).isEqualTo(3);
  }

  @Test
  void a_scheduled_reset_is_told_of_too() throws IOException {
    // given
    watched.append(EVENT);
    byte[] scheduled = "{\"confirm\":\"sandbox\"}".getBytes(StandardCharsets.UTF_8);

    // when
    new ResetHandler(watched.store(), "sandbox", watched.telemetry("reset"))
        .handleRequest(
            new ByteArrayInputStream(scheduled), new ByteArrayOutputStream(), watched.context());

    // then
    assertThat(watched.line().path("Function").asText()).isEqualTo("reset");
    assertThat(watched.line().path("PurgedItems").asInt()).isPositive();
    assertThat(watched.line().has("ResetsAsked")).as("nobody asked").isFalse();
  }

  @Test
  void a_reset_by_request_is_counted() {
    // given
    String event =
        """
        {"rawPath":"/reset","rawQueryString":"","headers":{"content-type":"application/json"},
         "body":"{\\"confirm\\":\\"sandbox\\"}",
         "requestContext":{"stage":"$default","http":{"method":"POST"}}}""";

    // when
    APIGatewayV2HTTPResponse unused =
        new ResetHandler(watched.store(), "sandbox", watched.telemetry("reset"))
            .handle(Lambda.event(event), watched.context());

    // then
    assertThat(watched.line().path("status").asInt()).isEqualTo(202);
    assertThat(watched.line().path("ResetsAsked").asInt()).isEqualTo(1);
  }

  @Test
  void the_oldest_hole_is_told_of_in_seconds_and_once() {
    // given
    watched.tally().holeSeen(1_500);
    watched.tally().holeSeen(200);
    watched.tally().holeSealed();

    // when
    JsonNode first = watched.append(EVENT);
    JsonNode second = watched.append(EVENT);

    // then
    assertThat(first.path("OldestHoleAge").asDouble()).isEqualTo(1.5);
    assertThat(first.at("/_aws/CloudWatchMetrics/0/Metrics").toString())
        .contains("{\"Name\":\"OldestHoleAge\",\"Unit\":\"Seconds\"}");
    assertThat(first.path("SealedHoles").asInt()).isEqualTo(1);
    assertThat(second.has("OldestHoleAge")).isFalse();
    assertThat(second.has("SealedHoles")).isFalse();
  }
}
