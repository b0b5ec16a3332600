package io.schemeless.eventstore.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemeless.eventstore.bench.run.Measured;
import io.schemeless.eventstore.bench.run.Results;
import io.schemeless.eventstore.bench.task.TaskAnswer;
import java.io.UncheckedIOException;
import java.util.List;

/// All numbers of a run, for programs.
public final class JsonReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonReport() {}

  public static String of(Results results, List<String> about) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    about.forEach(root.putArray("about")::add);
    results.skipped().forEach(root.putArray("skipped")::add);
    ArrayNode all = root.putArray("measured");
    results.all().forEach(measured -> write(measured, all.addObject()));
    ArrayNode ratios = root.putArray("ratios");
    results
        .ratios()
        .forEach(
            ratio ->
                ratios
                    .addObject()
                    .put("workload", ratio.workload())
                    .put("of", ratio.of())
                    .put("subject", ratio.subject().id())
                    .put("against", ratio.against())
                    .put("value", ratio.value()));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Measured m, ObjectNode json) {
    json.put("workload", m.workload().name()).put("subject", m.subject().id());
    if (!m.problem().isEmpty()) {
      json.put("problem", m.problem());
      return;
    }
    json.put("rate", m.rate())
        .put("p50Millis", m.millis(50))
        .put("p99Millis", m.millis(99))
        .put("maxMillis", m.millis(100))
        .put("done", m.sum(TaskAnswer::done))
        .put("events", m.sum(TaskAnswer::events))
        .put("requestsEach", m.each(TaskAnswer::requests))
        .put("writeUnitsEach", m.each(TaskAnswer::writeUnits))
        .put("readUnitsEach", m.each(TaskAnswer::readUnits))
        .put("repeats", m.sum(TaskAnswer::failures))
        .put("unknown", m.sum(TaskAnswer::unknown))
        .put("lost", m.sum(TaskAnswer::lost))
        .put("cpuMillisEach", m.each(TaskAnswer::cpuNanos) / 1e6)
        .put("peakMegabytes", m.peakMegabytes())
        .put("ownMicrosEach", m.ownMicros());
    ArrayNode rates = json.putArray("rates");
    m.rounds().forEach(round -> rates.add(m.rate(round)));
  }
}
