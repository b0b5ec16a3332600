package io.schemeless.eventstore.infra.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.metrics.Invocation;
import io.schemeless.eventstore.functions.metrics.Metric;
import io.schemeless.eventstore.functions.metrics.ProtocolTally;
import io.schemeless.eventstore.functions.metrics.Telemetry;
import io.schemeless.eventstore.infra.Resources;
import io.schemeless.eventstore.infra.Synth;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.port.Meter;
import io.schemeless.eventstore.port.SystemHost;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreDashboardTest {
  private static final int WIDTH = 24;

  /// Whoever changes the dashboard also changes `src/test/resources/monitoring/dashboard.txt`.
  @Test
  void the_dashboard_shows_what_is_recorded_of_it() throws IOException {
    assertThat(MonitoringText.dashboard(Synth.sandbox()))
        .isEqualTo(Files.readString(Path.of("src/test/resources/monitoring/dashboard.txt")));
  }

  /// Takes the line that a function really writes: its namespace, names and dimensions.
  @ParameterizedTest
  @EnumSource(Operation.Function.class)
  void the_dashboard_asks_for_every_metric_by_the_names_that_a_function_writes(
      Operation.Function function) {
    JsonNode line = line("events-sandbox", function.name().toLowerCase(Locale.ROOT));
    JsonNode written = line.at("/_aws/CloudWatchMetrics/0");

    Set<List<String>> asked = asked(Synth.sandbox());

    assertThat(written.get("Metrics")).hasSameSizeAs(Metric.values());
    for (JsonNode metric : written.get("Metrics")) {
      Set<String> wanted = new HashSet<>();
      wanted.add(written.get("Namespace").asText());
      wanted.add(metric.get("Name").asText());
      for (JsonNode dimension : written.at("/Dimensions/0")) {
        wanted.add(dimension.asText() + "=" + line.get(dimension.asText()).asText());
      }
      assertThat(asked).anyMatch(each -> wanted.equals(Set.copyOf(each)));
    }
  }

  @Test
  void production_shows_the_same_but_the_purge() {
    String sandbox = MonitoringText.dashboard(Synth.sandbox());
    String prod = MonitoringText.dashboard(Synth.prod());

    assertThat(titles(prod))
        .containsExactlyElementsOf(
            titles(sandbox).stream()
                .filter(title -> !title.contains("purged") && !title.contains("Resets"))
                .toList());
    assertThat(prod).contains("Store=events-prod").doesNotContain("reset", "sandbox");
  }

  @Test
  void the_widgets_fill_the_grid_without_a_gap() {
    for (Resources stage : List.of(Synth.sandbox(), Synth.prod())) {
      int area = 0;
      int bottom = 0;
      for (JsonNode widget : MonitoringText.widgets(stage)) {
        assertThat(widget.get("x").asInt() + widget.get("width").asInt())
            .isLessThanOrEqualTo(WIDTH);
        area += widget.get("width").asInt() * widget.get("height").asInt();
        bottom = Math.max(bottom, widget.get("y").asInt() + widget.get("height").asInt());
      }
      assertThat(area).isEqualTo(WIDTH * bottom);
    }
  }

  @Test
  void the_dashboard_finds_the_errors_that_the_functions_and_lambda_write() {
    String query = "";
    for (JsonNode widget : MonitoringText.widgets(Synth.prod())) {
      query += widget.at("/properties/query").asText();
    }

    assertThat(query)
        .contains("FunctionsAppendFunctionLogs", "FunctionsReplayFunctionLogs")
        .contains("level in [\"ERROR\", \"WARN\", \"FATAL\"] or type like /^platform/");
  }

  private static List<String> titles(String dashboard) {
    return dashboard
        .lines()
        .filter(line -> !line.startsWith("  "))
        .map(line -> line.replaceAll("^[^:]*: ", "").replaceAll("events-[a-z]+", "events"))
        .toList();
  }

  private static Set<List<String>> asked(Resources resources) {
    Set<List<String>> asked = new HashSet<>();
    for (JsonNode widget : MonitoringText.widgets(resources)) {
      for (JsonNode metric : widget.at("/properties/metrics")) {
        if (metric.size() > 2) {
          List<String> names =
              new ArrayList<>(List.of(metric.get(0).asText(), metric.get(1).asText()));
          for (int i = 2; i < metric.size() - 1; i += 2) {
            names.add(metric.get(i).asText() + "=" + metric.get(i + 1).asText());
          }
          asked.add(names);
        }
      }
    }
    return asked;
  }

  /// The line of an invocation that counted something of each kind.
  private static JsonNode line(String store, String function) {
    Telemetry telemetry =
        Telemetry.of(
            new Telemetry.Source(
                store, function, new Meter(), new ProtocolTally(), new SystemHost()));
    Invocation invocation = telemetry.begin();
    for (Metric metric : Metric.values()) {
      invocation.counts().add(metric, 1);
    }
    List<String> logged = new ArrayList<>();
    telemetry.end(invocation, context(logged), 200);
    return Json.parse(logged.getFirst()).toNode();
  }

  private static Context context(List<String> logged) {
    LambdaLogger logger =
        new LambdaLogger() {
          @Override
          public void log(String message) {
            logged.add(message);
          }

          @Override
          public void log(byte[] message) {
            logged.add(new String(message, StandardCharsets.UTF_8));
          }
        };
    return (Context)
        Proxy.newProxyInstance(
            StoreDashboardTest.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "getLogger" -> logger;
                  case "getAwsRequestId" -> "request";
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
