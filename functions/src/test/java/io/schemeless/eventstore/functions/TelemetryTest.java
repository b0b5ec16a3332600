package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.functions.append.AppendHandler;
import io.schemeless.eventstore.functions.metrics.ProtocolTally;
import io.schemeless.eventstore.functions.metrics.Telemetry;
import io.schemeless.eventstore.functions.replay.ReplayHandler;
import io.schemeless.eventstore.functions.reset.ResetHandler;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.log.StoreOptions;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Meter;
import io.schemeless.eventstore.port.MeteredCells;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.AppendEvents;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  private final Meter meter = new Meter();
  private final ProtocolTally tally = new ProtocolTally();
  private final Host host = new SystemHost();
  private final TestContext context = new TestContext();
  private final EventStore store =
      new LogEventStore(
          new MeteredCells(new MemoryCells(), meter),
          new MemoryObjectStore(),
          host,
          StoreOptions.DEFAULT.withOffloadThreshold(4_096),
          tally,
          () -> {});

  private Telemetry telemetry(String function) {
    return Telemetry.of(new Telemetry.Source("orders-prod", function, meter, tally, host));
  }

  private JsonNode append(AppendEvents to, String body, Map<String, String> headers) {
    APIGatewayV2HTTPEvent event =
        APIGatewayV2HTTPEvent.builder()
            .withRawPath("/streams/permit/case-SECRET/events")
            .withRawQueryString("")
            .withHeaders(headers)
            .withBody(body)
            .withRequestContext(requestContext("POST"))
            .build();
    APIGatewayV2HTTPResponse unused =
        new AppendHandler(to, telemetry("append")).handleRequest(event, context);
    return line();
  }

  private JsonNode append(String body) {
    return append(store, body, Map.of("content-type", "application/json"));
  }

  private static APIGatewayV2HTTPEvent.RequestContext requestContext(String method) {
    return APIGatewayV2HTTPEvent.RequestContext.builder()
        .withStage("$default")
        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder().withMethod(method).build())
        .build();
  }

  /// The last line, which is one line.
  private JsonNode line() {
    String text = context.logged().getLast();
    assertThat(text).endsWith("\n").containsOnlyOnce("\n");
    return Json.parse(text.strip()).toNode();
  }

  @Test
  void an_append_is_told_of_in_one_line_with_its_metrics() {
    // when
    JsonNode line = append("[" + EVENT + "," + EVENT + "]");

    // then
    assertThat(line.path("level").asText()).isEqualTo("INFO");
    assertThat(line.path("Store").asText()).isEqualTo("orders-prod");
    assertThat(line.path("Function").asText()).isEqualTo("append");
    assertThat(line.path("requestId").asText()).isEqualTo(context.getAwsRequestId());
    assertThat(line.path("operation").asText()).isEqualTo("APPEND_TO_STREAM");
    assertThat(line.path("status").asInt()).isEqualTo(201);
    assertThat(line.path("events").asInt()).isEqualTo(2);
    assertThat(line.path("durationMillis").isIntegralNumber()).isTrue();
    assertThat(line.path("Appends").asInt()).isEqualTo(1);
    assertThat(line.path("EventsAppended").asInt()).isEqualTo(2);
    assertThat(line.path("WriteUnits").asDouble()).isEqualTo(meter.usage().writeUnits());
    assertThat(line.path("ReadUnits").asDouble()).isEqualTo(meter.usage().readUnits());
  }

  @Test
  void every_metric_that_is_declared_has_a_number_and_no_other_is() {
    // when
    JsonNode line = append(EVENT);

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
        append(
            store,
            EVENT,
            Map.of("content-type", "application/json", "idempotency-key", "key-SECRET"));

    // then
    assertThat(line.path("status").asInt()).isEqualTo(201);
    assertThat(String.join("", context.logged())).doesNotContain("SECRET").doesNotContain("permit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc-1", "Root=1-67891233-abcdef012345678912345678"})
  void a_correlation_id_goes_along(String id) {
    // when
    JsonNode line =
        append(store, EVENT, Map.of("content-type", "application/json", "X-Correlation-Id", id));

    // then
    assertThat(line.path("correlationId").asText()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({"'a b'", "'<x>'", "''", "'\"'"})
  void a_correlation_id_of_other_characters_is_left_out(String id) {
    // when
    JsonNode line =
        append(store, EVENT, Map.of("content-type", "application/json", "x-correlation-id", id));

    // then
    assertThat(line.has("correlationId")).isFalse();
  }

  @Test
  void a_conflict_is_counted_also_where_it_is_answered_with_412() {
    // when
    JsonNode line =
        append(store, EVENT, Map.of("content-type", "application/json", "if-match", "\"7\""));

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
        append(
            _ -> {
              throw new StoreException.OutcomeUnknown("lost", null);
            },
            EVENT,
            json);
    JsonNode corrupt =
        append(
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
    append(store, EVENT, key);

    // when
    JsonNode line = append(store, EVENT, key);

    // then
    assertThat(line.path("status").asInt()).isEqualTo(201);
    assertThat(line.has("Appends")).isFalse();
    assertThat(line.path("events").asInt()).isZero();
  }

  @Test
  void a_body_in_the_bucket_is_counted() {
    // given
    StringBuilder noise = new StringBuilder();
    for (byte b : host.randomBytes(9_000)) {
      noise.append(Integer.toHexString(b & 0xff));
    }

    // when
    JsonNode line = append("{\"type\":\"Filed\",\"payload\":\"" + noise + "\"}");

    // then
    assertThat(line.path("Offloads").asInt()).isEqualTo(1);
  }

  @Test
  void a_page_and_its_events_are_counted() {
    // given
    append("[" + EVENT + "," + EVENT + "," + EVENT + "]");
    APIGatewayV2HTTPEvent event =
        APIGatewayV2HTTPEvent.builder()
            .withRawPath("/events")
            .withRawQueryString("")
            .withRequestContext(requestContext("GET"))
            .build();

    // when
    APIGatewayV2HTTPResponse unused =
        new ReplayHandler(store, host, telemetry("replay")).handleRequest(event, context);

    // then
    assertThat(line().path("Function").asText()).isEqualTo("replay");
    assertThat(line().path("Pages").asInt()).isEqualTo(1);
    assertThat(line().path("EventsReplayed").asInt()).isEqualTo(3);
    assertThat(line().path("events").asInt()).isEqualTo(3);
  }

  @Test
  void a_scheduled_reset_is_told_of_too() throws IOException {
    // given
    append(EVENT);
    byte[] scheduled = "{\"confirm\":\"sandbox\"}".getBytes(StandardCharsets.UTF_8);

    // when
    new ResetHandler(store, "sandbox", telemetry("reset"))
        .handleRequest(new ByteArrayInputStream(scheduled), new ByteArrayOutputStream(), context);

    // then
    assertThat(line().path("Function").asText()).isEqualTo("reset");
    assertThat(line().path("PurgedItems").asInt()).isPositive();
  }

  @Test
  void the_oldest_hole_is_told_of_in_seconds_and_once() {
    // given
    tally.holeSeen(1_500);
    tally.holeSeen(200);
    tally.holeSealed();

    // when
    JsonNode first = append(EVENT);
    JsonNode second = append(EVENT);

    // then
    assertThat(first.path("OldestHoleAge").asDouble()).isEqualTo(1.5);
    assertThat(first.at("/_aws/CloudWatchMetrics/0/Metrics").toString())
        .contains("{\"Name\":\"OldestHoleAge\",\"Unit\":\"Seconds\"}");
    assertThat(first.path("SealedHoles").asInt()).isEqualTo(1);
    assertThat(second.has("OldestHoleAge")).isFalse();
    assertThat(second.has("SealedHoles")).isFalse();
  }
}
