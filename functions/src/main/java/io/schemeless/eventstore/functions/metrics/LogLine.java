package io.schemeless.eventstore.functions.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An invocation as one line of JSON: what a person looks for, and the metrics by the rules of
/// CloudWatch's embedded metric format. Never a name, an id or a payload of the customer's.
final class LogLine {
  private static final int SERVER_ERROR = 500;
  private static final JsonFactory JSON = new JsonFactory();

  private LogLine() {}

  static String of(Telemetry.Source source, Invocation invocation, String requestId, int status) {
    long millis = invocation.close(source);
    Counts counts = invocation.counts();
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      if (!counts.values().isEmpty()) {
        metadata(json, source.host().now(), counts.values());
      }
      json.writeStringField("level", status >= SERVER_ERROR ? "ERROR" : "INFO");
      json.writeStringField(Metric.STORE, source.store());
      json.writeStringField(Metric.FUNCTION, source.function());
      json.writeStringField("requestId", requestId);
      optional(json, "correlationId", invocation.correlationId());
      optional(json, "operation", invocation.operation());
      json.writeNumberField("status", status);
      optional(json, "problem", invocation.problem());
      json.writeNumberField("durationMillis", millis);
      json.writeNumberField(
          "events", (long) (counts.of(Metric.EVENTS_APPENDED) + counts.of(Metric.EVENTS_REPLAYED)));
      for (Map.Entry<Metric, Double> count : counts.values().entrySet()) {
        json.writeNumberField(count.getKey().published(), count.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  private static void metadata(JsonGenerator json, long now, Map<Metric, Double> counts)
      throws IOException {
    json.writeObjectFieldStart("_aws");
    json.writeNumberField("Timestamp", now);
    json.writeArrayFieldStart("CloudWatchMetrics");
    json.writeStartObject();
    json.writeStringField("Namespace", Metric.NAMESPACE);
    json.writeArrayFieldStart("Dimensions");
    json.writeArray(new String[] {Metric.STORE, Metric.FUNCTION}, 0, 2);
    json.writeEndArray();
    json.writeArrayFieldStart("Metrics");
    for (Metric metric : counts.keySet()) {
      json.writeStartObject();
      json.writeStringField("Name", metric.published());
      json.writeStringField("Unit", metric.unit());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void optional(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
