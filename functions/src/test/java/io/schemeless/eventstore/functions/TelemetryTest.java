package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The line of an invocation, held against CloudWatch's embedded metric format.
class TelemetryTest {
  private static final String EVENT = "{\"type\":\"Granted\",\"payload\":\"SECRET\"}";

  private final WatchedStore watched = new WatchedStore();

  @Test
  void an_append_is_told_of_in_one_line_with_its_metrics() {
    // when
    JsonNode line = watched.append("[" + EVENT + "," + EVENT + "]");

    // then
    assertThat(line.path("level").asText()).isEqualTo("INFO");
    assertThat(line.path("Store").asText()).isEqualTo("orders-prod");
    assertThat(line.path("Function").asText()).isEqualTo("append");
    assertThat(line.path("requestId").asText()).isEqualTo(watched.context().getAwsRequestId());
    assertThat(line.path("operation").asText()).isEqualTo("APPEND_TO_STREAM");
    assertThat(line.path("status").asInt()).isEqualTo(201);
    assertThat(line.path("events").asInt()).isEqualTo(2);
    assertThat(line.path("durationMillis").isIntegralNumber()).isTrue();
    assertThat(line.path("Appends").asInt()).isEqualTo(1);
    assertThat(line.path("EventsAppended").asInt()).isEqualTo(2);
    assertThat(line.path("WriteUnits").asDouble()).isEqualTo(watched.meter().usage().writeUnits());
    assertThat(line.path("ReadUnits").asDouble()).isEqualTo(watched.meter().usage().readUnits());
  }

  @Test
  void every_metric_that_is_declared_has_a_number_and_no_other_is() {
    // when
    JsonNode line = watched.append(EVENT);

    // then
    JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
    assertThat(line.at("/_aws/Timestamp").isIntegralNumber()).isTrue();
    assertThat(directive.path("Namespace").asText()).isEqualTo("SchemelessEventStore");
    assertThat(directive.path("Dimensions").toString()).isEqualTo("[[\"Store\",\"Function\"]]");
    Set<String> declared = new HashSet<>();
    for (JsonNode metric : directive.path("Metrics")) {
      assertThat(metric.path("Unit").asText()).isEqualTo("Count");
      assertThat(line.path(metric.path("Name").asText()).isNumber()).isTrue();
      declared.add(metric.path("Name").asText());
    }
    assertThat(declared)
        .containsExactlyInAnyOrder("Appends", "EventsAppended", "ReadUnits", "WriteUnits");
  }

  @Test
  void nothing_that_a_customer_wrote_is_in_the_log() {
    // when
    JsonNode line =
        watched.append(
            watched.store(),
            EVENT,
            Map.of("content-type", "application/json", "idempotency-key", "key-SECRET"));

    // then
    assertThat(line.path("status").asInt()).isEqualTo(201);
    assertThat(String.join("", watched.context().logged()))
        .doesNotContain("SECRET")
        .doesNotContain("permit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc-1", "Root=1-67891233-abcdef012345678912345678"})
  void a_correlation_id_goes_along(String id) {
    // when
    JsonNode line =
        watched.append(
            watched.store(),
            EVENT,
            Map.of("content-type", "application/json", "X-Correlation-Id", id));

    // then
    assertThat(line.path("correlationId").asText()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({"'a b'", "'<x>'", "''", "'\"'"})
  void a_correlation_id_of_other_characters_is_left_out(String id) {
    // when
    JsonNode line =
        watched.append(
            watched.store(),
            EVENT,
            Map.of("content-type", "application/json", "x-correlation-id", id));

    // then
    assertThat(line.has("correlationId")).isFalse();
  }
}
