package io.schemeless.eventstore.bench.report;

import static io.schemeless.eventstore.bench.plan.SubjectKind.FLOOR_1;
import static io.schemeless.eventstore.bench.plan.SubjectKind.FLOOR_3;
import static io.schemeless.eventstore.bench.plan.SubjectKind.FLOOR_QUERY;
import static io.schemeless.eventstore.bench.plan.SubjectKind.HTTP;
import static io.schemeless.eventstore.bench.plan.SubjectKind.LIBRARY;
import static io.schemeless.eventstore.bench.plan.SubjectKind.PEER;

import io.schemeless.eventstore.bench.plan.SubjectKind;
import io.schemeless.eventstore.bench.rule.DataModel;
import io.schemeless.eventstore.bench.rule.DataModels;
import io.schemeless.eventstore.bench.run.Measured;
import io.schemeless.eventstore.bench.run.Ratio;
import io.schemeless.eventstore.bench.run.Results;
import io.schemeless.eventstore.bench.task.Task;
import io.schemeless.eventstore.bench.task.TaskAnswer;
import java.util.List;
import java.util.Locale;

/// The tables of a run.
public final class MarkdownReport {
  private static final String CANNOT = "cannot";

  private static final List<Column> RATIOS =
      List.of(
          column("rate, ours : npm", "rate", LIBRARY, PEER.label()),
          column("rate, HTTP : npm", "rate", HTTP, PEER.label()),
          column("p50, ours : npm", "p50", LIBRARY, PEER.label()),
          column("CPU, ours : npm", "CPU", LIBRARY, PEER.label()),
          column("p50, ours : 3 puts", "p50", LIBRARY, FLOOR_3.label()),
          column("p50, HTTP : 3 puts", "p50", HTTP, FLOOR_3.label()),
          column("rate, ours : 1 put", "rate", LIBRARY, FLOOR_1.label()),
          column("rate, ours : bare query", "rate", LIBRARY, FLOOR_QUERY.label()),
          column("p50, HTTP : ours", "p50", HTTP, LIBRARY.label()),
          column("rate, ours : one writer", "rate", LIBRARY, Ratio.ONE_WRITER),
          column("p99, ours : one writer", "p99", LIBRARY, Ratio.ONE_WRITER),
          column("rate, npm : one writer", "rate", PEER, Ratio.ONE_WRITER),
          column("p99, npm : one writer", "p99", PEER, Ratio.ONE_WRITER));

  private MarkdownReport() {}

  private static Column column(String title, String of, SubjectKind subject, String against) {
    return new Column(title, of, subject, against);
  }

  /// @param about machine, date and scale, a line each
  public static String of(Results results, List<String> about) {
    StringBuilder text = new StringBuilder();
    about.forEach(line -> text.append("- ").append(line).append('\n'));
    results.skipped().forEach(line -> text.append("- **SKIPPED**: ").append(line).append('\n'));
    text.append("\n| workload | subject | rate/s | p50 ms | p99 ms | requests | write units")
        .append(" | read units | repeats | CPU ms | peak MB |\n")
        .append("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    results.all().stream().filter(MarkdownReport::isMeasured).forEach(m -> row(text, m));
    ownCode(text, results);
    ratios(text, results.ratios());
    byRule(text, results);
    return text.toString();
  }

  private static boolean isMeasured(Measured measured) {
    return measured.subject() != SubjectKind.MEMORY;
  }

  private static void row(StringBuilder text, Measured m) {
    text.append("| %s | %s | ".formatted(m.workload().title(), m.subject().label()));
    if (!m.problem().isEmpty()) {
      String why = m.problem().equals(CANNOT) ? CANNOT : "failed";
      text.append(why).append(" | | | | | | | | |\n");
      return;
    }
    String lost = m.sum(TaskAnswer::lost) > 0 ? ", lost " + whole(m.sum(TaskAnswer::lost)) : "";
    String unknown =
        m.sum(TaskAnswer::unknown) > 0 ? ", unknown " + whole(m.sum(TaskAnswer::unknown)) : "";
    text.append(
        String.join(
            " | ",
            m.workload().isPaused() ? "-" : number(m.rate()),
            number(m.millis(50)),
            number(m.millis(99)),
            number(m.each(TaskAnswer::requests)),
            number(m.each(TaskAnswer::writeUnits)),
            number(m.each(TaskAnswer::readUnits)),
            whole(m.sum(TaskAnswer::failures)) + unknown + lost,
            number(m.each(TaskAnswer::cpuNanos) / 1e6),
            whole(m.peakMegabytes())));
    text.append(" |\n");
  }

  private static void ownCode(StringBuilder text, Results results) {
    List<Measured> own = results.all().stream().filter(m -> !isMeasured(m)).toList();
    if (own.isEmpty()) {
      return;
    }
    text.append("\n| on ports in memory | us each | us each without the ports | per second |\n")
        .append("| --- | --- | --- | --- |\n");
    for (Measured m : own) {
      double things = m.workload().isReplay() ? m.sum(TaskAnswer::events) : m.sum(TaskAnswer::done);
      text.append(
          "| %s | %s | %s | %s |%n"
              .formatted(
                  m.workload().title(),
                  number(m.sum(TaskAnswer::nanos) / 1e3 / Math.max(1, things)),
                  number(m.ownMicros()),
                  number(m.rate())));
    }
  }

  /// A line each workload: ours to theirs, and the crowd to one writer of the same.
  private static void ratios(StringBuilder text, List<Ratio> ratios) {
    List<String> workloads = ratios.stream().map(Ratio::workload).distinct().toList();
    if (workloads.isEmpty()) {
      return;
    }
    text.append("\n| medians of the rounds' ratios");
    RATIOS.forEach(column -> text.append(" | ").append(column.title()));
    text.append(" |\n| ---").append(" | ---".repeat(RATIOS.size())).append(" |\n");
    for (String workload : workloads) {
      text.append("| ").append(workload);
      for (Column column : RATIOS) {
        text.append(" | ")
            .append(
                ratios.stream()
                    .filter(r -> r.workload().equals(workload) && column.shows(r))
                    .findFirst()
                    .map(r -> number(r.value()))
                    .orElse(""));
      }
      text.append(" |\n");
    }
  }

  /// What one column of the ratios shows.
  private record Column(String title, String of, SubjectKind subject, String against) {
    boolean shows(Ratio ratio) {
      return ratio.of().equals(of) && ratio.subject() == subject && ratio.against().equals(against);
    }
  }

  private static void byRule(StringBuilder text, Results results) {
    text.append("\n| by rule | write units, 1 x 500 B | write units, 10 x 200 B")
        .append(" | read units, 1,000 replayed | beside that |\n| --- | --- | --- | --- | --- |\n");
    for (SubjectKind subject : List.of(SubjectKind.LIBRARY, SubjectKind.PEER)) {
      text.append(
          "| %s, measured | %s | %s | %s | |%n"
              .formatted(
                  subject.label(),
                  each(results, "known", subject, false),
                  each(results, "ten", subject, false),
                  replayed(results, subject)));
    }
    for (DataModel model : DataModels.all()) {
      text.append(
          "| [%s](%s) | %s | %s | %s | %s |%n"
              .formatted(
                  model.name(),
                  model.source(),
                  number(model.single()),
                  number(model.ten()),
                  model.replay() < 0 ? "-" : number(model.replay()),
                  model.remark()));
    }
  }

  private static String replayed(Results results, SubjectKind subject) {
    return results.all().stream()
        .filter(m -> m.subject() == subject && m.workload().task().kind() == Task.Kind.REPLAY)
        .findFirst()
        .map(m -> each(results, m.workload().name(), subject, true))
        .orElse("-");
  }

  private static String each(Results results, String name, SubjectKind subject, boolean reads) {
    return results
        .find(name, subject)
        .map(m -> number(m.each(reads ? TaskAnswer::readUnits : TaskAnswer::writeUnits)))
        .orElse("-");
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /// Three digits that count.
  static String number(double value) {
    return String.format(
        Locale.ROOT, value >= 100 || value == 0 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
  }
}
