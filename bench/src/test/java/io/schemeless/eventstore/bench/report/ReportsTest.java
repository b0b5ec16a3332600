package io.schemeless.eventstore.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.schemeless.eventstore.bench.plan.Scale;
import io.schemeless.eventstore.bench.plan.SubjectKind;
import io.schemeless.eventstore.bench.plan.Workload;
import io.schemeless.eventstore.bench.plan.Workloads;
import io.schemeless.eventstore.bench.run.Measured;
import io.schemeless.eventstore.bench.run.Ratio;
import io.schemeless.eventstore.bench.run.Results;
import io.schemeless.eventstore.bench.task.TaskAnswer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/// Made-up measurements, and what is told of them.
class ReportsTest {
  private static final List<Workload> ALL = Workloads.of(Scale.QUICK);
  private static final Results RESULTS =
      new Results(
          List.of(
              measured("known", SubjectKind.LIBRARY, answer(100, 10, 0), answer(300, 10, 0)),
              measured("known", SubjectKind.PEER, answer(50, 20, 0), answer(100, 20, 0)),
              measured("known", SubjectKind.FLOOR_3, answer(200, 5, 0), answer(200, 8, 0)),
              measured("one-stream-8", SubjectKind.LIBRARY, answer(50, 100, 3), answer(60, 100, 2)),
              measured("one-stream-8", SubjectKind.PEER, TaskAnswer.failed("<no & no>")),
              measured("stream", SubjectKind.HTTP, TaskAnswer.cannot())),
          List.of("the npm adapter: there is no Node.js"));
  private static final List<String> ABOUT = List.of("some machine");

  private static Measured measured(String workload, SubjectKind subject, TaskAnswer... rounds) {
    Workload found =
        ALL.stream().filter(each -> each.name().equals(workload)).findFirst().orElseThrow();
    return new Measured(found, subject, List.of(rounds));
  }

  /// So many in a second, each as long, each of 2 requests and 3 write units.
  private static TaskAnswer answer(int count, long millis, int failures) {
    long[] micros =
        Collections.nCopies(count, millis * 1_000).stream().mapToLong(Long::longValue).toArray();
    return new TaskAnswer(
        count,
        count,
        1_000_000_000L,
        micros,
        failures,
        0,
        0,
        2L * count,
        0,
        3.0 * count,
        count * 4_000_000L,
        7L << 20,
        0,
        null,
        false);
  }

  @Test
  void a_ratio_is_the_median_of_those_of_the_rounds() {
    assertThat(RESULTS.ratios())
        // 2 and 3
        .contains(new Ratio("known", "rate", SubjectKind.LIBRARY, "npm adapter", 2.5))
        // 2 and 1.25
        .contains(new Ratio("known", "p50", SubjectKind.LIBRARY, "3 puts", 1.625))
        // 0.5 and 0.2
        .contains(new Ratio("one-stream-8", "rate", SubjectKind.LIBRARY, "one writer", 0.35));
  }

  @Test
  void the_table_has_a_line_a_workload_and_subject_and_says_what_is_missing() {
    String text = MarkdownReport.of(RESULTS, ABOUT);

    assertThat(text)
        .contains(
            "| 1 x 500 B, known stream | ours | 200 | 10.0 | 10.0 | 2.00 | 3.00 | 0 | 0 | 4.00 | 7 |")
        .contains("| 8 writers on one stream | ours | 55.0 |")
        .contains("| 3.00 | 0 | 5 | 4.00 |")
        .contains("| 8 writers on one stream | npm adapter | failed |")
        .contains("| a stream of 100 events | ours, HTTP | cannot |")
        .contains("**SKIPPED**: the npm adapter: there is no Node.js")
        .contains("Castore")
        .contains("| known | 2.50 |");
    assertThat(text.lines().filter(line -> line.startsWith("|")))
        .allMatch(line -> line.endsWith("|"));
  }

  @Test
  void the_plot_is_xml_and_has_a_bar_a_rate() throws Exception {
    String svg = SvgPlot.of(RESULTS);

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    // The ground, six of the legend, and four rates.
    assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(1 + 6 + 4);
  }

  @Test
  void the_json_has_every_round() throws Exception {
    JsonNode json = new ObjectMapper().readTree(JsonReport.of(RESULTS, ABOUT));

    assertThat(json.at("/measured/0/rates").toString()).isEqualTo("[100.0,300.0]");
    assertThat(json.at("/measured/0/p99Millis").asDouble()).isBetween(9.9, 10.1);
    assertThat(json.at("/measured/4/problem").asText()).isEqualTo("<no & no>");
    assertThat(json.at("/ratios").size()).isEqualTo(RESULTS.ratios().size());
  }
}
