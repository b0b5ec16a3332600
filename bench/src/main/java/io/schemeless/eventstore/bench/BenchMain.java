package io.schemeless.eventstore.bench;

import io.schemeless.eventstore.bench.cold.ColdStarts;
import io.schemeless.eventstore.bench.model.Model;
import io.schemeless.eventstore.bench.plan.Scale;
import io.schemeless.eventstore.bench.plan.Workload;
import io.schemeless.eventstore.bench.plan.Workloads;
import io.schemeless.eventstore.bench.report.JsonReport;
import io.schemeless.eventstore.bench.report.MarkdownReport;
import io.schemeless.eventstore.bench.report.SvgPlot;
import io.schemeless.eventstore.bench.run.Bench;
import io.schemeless.eventstore.bench.run.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `eventstore bench`: what the store takes, beside the npm adapter and beside bare puts.
@Command(
    name = "bench",
    usageHelpWidth = 100,
    description = {
      "Do the same work on this store and on the npm adapter, on one DynamoDB Local and one S3"
          + " server, in turn, and print rates, latencies, requests, units, CPU and memory.",
      "%nIt reports; whatever it measures, the exit code is 0.%n"
    })
public final class BenchMain implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  @Option(names = "--quick", description = "Short rounds and small stores: 2 to 5 minutes.")
  private boolean quick;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "These workloads alone, by their names or the beginnings of their names.")
  private @Nullable List<String> only;

  @Option(names = "--list", description = "Print the workloads and exit.")
  private boolean list;

  @Option(names = "--rounds", paramLabel = "N", description = "How often each is done.")
  private @Nullable Integer rounds;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "After how long a round begins nothing new.")
  private @Nullable Double seconds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write bench.json, bench.md and bench.svg there.")
  private @Nullable Path out;

  private static final int COLD = 15;
  private static final int COLD_QUICK = 5;

  private BenchMain() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine command = new CommandLine(new BenchMain());
    return command.setExecutionExceptionHandler(
        (e, line, parsed) -> {
          line.getErr().println("eventstore bench: " + e.getMessage());
          return ExitCode.SOFTWARE;
        });
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter output = spec.commandLine().getOut();
    PrintWriter errors = spec.commandLine().getErr();
    Scale scale = scale();
    if (List.of(ColdStarts.NAME).equals(only)) {
      return coldStarts(output, errors);
    }
    if (List.of(Model.NAME).equals(only)) {
      return print(output, Model.table(), "model.md");
    }
    List<Workload> chosen = chosen(Workloads.of(scale));
    if (list) {
      chosen.forEach(each -> output.println("%-20s %s".formatted(each.name(), each.title())));
      if (only == null) {
        output.println("%-20s %s".formatted(ColdStarts.NAME, "start to first append; alone"));
        output.println("%-20s %s".formatted(Model.NAME, "one order on AWS, by a model; alone"));
      }
      return ExitCode.OK;
    }
    Results results;
    long start = System.nanoTime();
    Consumer<String> progress = line -> errors.println("%4d s  %s".formatted(seconds(start), line));
    try (Bench bench = Bench.start(scale, progress)) {
      results = bench.run(chosen);
    }
    results.skipped().forEach(what -> errors.println("=== SKIPPED: " + what + " ==="));
    List<String> about = about(scale);
    String tables = MarkdownReport.of(results, about);
    output.print(tables);
    output.flush();
    if (out != null) {
      Files.createDirectories(out);
      Files.writeString(out.resolve("bench.json"), JsonReport.of(results, about));
      Files.writeString(out.resolve("bench.md"), tables);
      Files.writeString(out.resolve("bench.svg"), SvgPlot.of(results));
    }
    return ExitCode.OK;
  }

  private static long seconds(long start) {
    return (System.nanoTime() - start) / 1_000_000_000;
  }

  /// By itself, since it is of processes that start, and needs the packaged jar.
  private int coldStarts(PrintWriter output, PrintWriter errors) throws IOException {
    int starts = rounds != null ? rounds : quick ? COLD_QUICK : COLD;
    return print(
        output,
        ColdStarts.measure(starts, Bench.peer(errors::println), errors::println),
        "cold.md");
  }

  private int print(PrintWriter output, String table, String name) throws IOException {
    output.print(table);
    output.flush();
    if (out != null) {
      Files.createDirectories(out);
      Files.writeString(out.resolve(name), table);
    }
    return ExitCode.OK;
  }

  private Scale scale() {
    Scale scale = quick ? Scale.QUICK : Scale.FULL;
    scale = rounds == null ? scale : scale.withRounds(rounds);
    return seconds == null ? scale : scale.withMillis(Math.round(seconds * 1_000));
  }

  private List<Workload> chosen(List<Workload> all) {
    List<String> names = only;
    if (names == null) {
      return all;
    }
    for (String name : names) {
      if (all.stream().noneMatch(each -> each.name().startsWith(name))) {
        throw new ParameterException(spec.commandLine(), "no workload " + name + "; see --list");
      }
    }
    Set<String> wanted = new HashSet<>();
    for (Workload each : all) {
      if (names.stream().anyMatch(name -> names(all, name, each))) {
        wanted.add(each.name());
        // What its ratios are to.
        Optional.ofNullable(each.base()).ifPresent(wanted::add);
      }
    }
    return all.stream().filter(each -> wanted.contains(each.name())).toList();
  }

  /// A name in full means that one alone.
  private static boolean names(List<Workload> all, String name, Workload workload) {
    return all.stream().anyMatch(each -> each.name().equals(name))
        ? workload.name().equals(name)
        : workload.name().startsWith(name);
  }

  private static List<String> about(Scale scale) {
    Runtime runtime = Runtime.getRuntime();
    return List.of(
        "%s, %d processors, %s %s, Java %s"
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                runtime.availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version().feature()),
        String.format(
            Locale.ROOT,
            "load average %.1f at the end: where it is far above 2, only ratios tell something",
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()),
        String.format(
            Locale.ROOT,
            "%d rounds of up to %.1f s each, subjects in turn, on one DynamoDB Local",
            scale.rounds(),
            scale.millis() / 1e3),
        "requests, units and CPU for each append or read; for replays for each 1,000 events, and p50"
            + " and p99 of a page");
  }
}
