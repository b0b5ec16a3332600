package io.schemeless.eventstore.infra.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.schemeless.eventstore.infra.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// Alarms and dashboard as text that a reviewer can read: every metric with its dimensions, its
/// statistic and its period.
public final class MonitoringText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MonitoringText() {}

  public static String alarms(Resources resources) {
    List<String> lines = new ArrayList<>();
    for (JsonNode alarm : resources.all("AWS::CloudWatch::Alarm")) {
      JsonNode properties = alarm.get("Properties");
      lines.add(
          "%s: %s %s, %s in a row"
              .formatted(
                  properties.get("AlarmName").asText(),
                  properties.get("ComparisonOperator").asText(),
                  properties.get("Threshold").asText(),
                  properties.get("EvaluationPeriods").asText()));
      for (JsonNode metric : properties.get("Metrics")) {
        lines.add("  " + alarmed(metric));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String alarmed(JsonNode metric) {
    JsonNode asked = metric.get("MetricStat");
    if (asked == null) {
      return operator(metric.get("Expression"));
    }
    StringJoiner dimensions = new StringJoiner(" ");
    for (JsonNode dimension : asked.at("/Metric/Dimensions")) {
      JsonNode value = dimension.get("Value");
      dimensions.add(
          dimension.get("Name").asText()
              + "="
              + (value.isTextual() ? value.asText() : name(value)));
    }
    return text(
        asked.at("/Metric/Namespace").asText(),
        asked.at("/Metric/MetricName").asText(),
        dimensions.toString(),
        asked.get("Stat").asText(),
        asked.get("Period").asText());
  }

  static String dashboard(Resources resources) {
    List<String> lines = new ArrayList<>();
    for (JsonNode widget : widgets(resources)) {
      JsonNode properties = widget.get("properties");
      lines.add(
          "%s,%s %sx%s %s: %s%s%s"
              .formatted(
                  widget.get("x"),
                  widget.get("y"),
                  widget.get("width"),
                  widget.get("height"),
                  properties.path("view").asText(widget.get("type").asText()),
                  properties.has("title")
                      ? properties.get("title").asText()
                      : properties.get("markdown").asText(),
                  properties.path("setPeriodToTimeRange").asBoolean() ? " (all time shown)" : "",
                  properties.has("annotations")
                      ? " (line at " + properties.at("/annotations/horizontal/0/value") + ")"
                      : ""));
      properties.path("metrics").forEach(metric -> lines.add("  " + shown(metric)));
    }
    return String.join("\n", lines) + "\n";
  }

  /// Namespace, name, then dimensions in pairs, then how it is drawn.
  private static String shown(JsonNode metric) {
    JsonNode drawn = metric.get(metric.size() - 1);
    if (drawn.has("expression")) {
      return drawn.get("label").asText() + " = " + operator(drawn.get("expression"));
    }
    StringJoiner dimensions = new StringJoiner(" ");
    for (int i = 2; i < metric.size() - 1; i += 2) {
      dimensions.add(metric.get(i).asText() + "=" + metric.get(i + 1).asText());
    }
    String text =
        text(
            metric.get(0).asText(),
            metric.get(1).asText(),
            dimensions.toString(),
            drawn.path("stat").asText("Average"),
            drawn.get("period").asText());
    return drawn.path("visible").asBoolean(true)
        ? drawn.get("label").asText() + " = " + text
        : text;
  }

  private static String text(
      String namespace, String name, String dimensions, String statistic, String period) {
    return "%s %s %s: %s of %s s".formatted(namespace, name, dimensions, statistic, period);
  }

  private static String operator(JsonNode expression) {
    return expression.asText().replaceAll("\\(.*", "");
  }

  static JsonNode widgets(Resources resources) {
    StringBuilder body = new StringBuilder();
    for (JsonNode part :
        resources.only("AWS::CloudWatch::Dashboard").at("/Properties/DashboardBody/Fn::Join/1")) {
      body.append(part.isTextual() ? part.asText() : name(part));
    }
    try {
      return JSON.readTree(body.toString()).get("widgets");
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /// What CDK refers to, without the hash that it adds.
  private static String name(JsonNode reference) {
    String id =
        reference.has("Ref")
            ? reference.get("Ref").asText()
            : reference.at("/Fn::GetAtt/0").asText();
    return id.replaceAll("[0-9A-F]{8}$", "");
  }
}
