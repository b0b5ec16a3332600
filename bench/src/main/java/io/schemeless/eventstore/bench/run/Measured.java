package io.schemeless.eventstore.bench.run;

import io.schemeless.eventstore.bench.plan.SubjectKind;
import io.schemeless.eventstore.bench.plan.Workload;
import io.schemeless.eventstore.bench.task.TaskAnswer;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/// What one subject did of one workload, in all rounds.
///
/// @param rounds in their order; never empty
public record Measured(Workload workload, SubjectKind subject, List<TaskAnswer> rounds) {
  private static final double MEGABYTE = 1024 * 1024;

  public Measured {
    rounds = List.copyOf(rounds);
  }

  /// Per second, the median of the rounds: appends, reads, or events of a replay.
  public double rate() {
    return median(this::rate);
  }

  /// The rate of one round.
  public double rate(TaskAnswer round) {
    return workload.isReplay() && round.nanos() > 0
        ? round.events() * 1e9 / round.nanos()
        : round.rate();
  }

  /// A percentile of how long each append, read or page took, over all rounds.
  public double millis(double percentile) {
    Histogram histogram = new Histogram(3);
    rounds.forEach(round -> Arrays.stream(round.micros()).forEach(histogram::recordValue));
    return histogram.getValueAtPercentile(percentile) / 1e3;
  }

  /// Of one round, the median in milliseconds.
  public static double p50(TaskAnswer round) {
    long[] sorted = round.micros().clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2] / 1e3;
  }

  /// CPU of one round for each append, read or event.
  public double cpuEach(TaskAnswer round) {
    long things = workload.isReplay() ? round.events() : round.done();
    return (double) round.cpuNanos() / Math.max(1, things);
  }

  /// Of all rounds together: for each append or read, or for each 1,000 events of a replay.
  public double each(ToDoubleFunction<TaskAnswer> count) {
    double things = sum(workload.isReplay() ? TaskAnswer::events : TaskAnswer::done);
    double of = workload.isReplay() ? 1e3 : 1;
    return things == 0 ? 0 : of * sum(count) / things;
  }

  public double sum(ToDoubleFunction<TaskAnswer> count) {
    return rounds.stream().mapToDouble(count).sum();
  }

  public double peakMegabytes() {
    return rounds.stream().mapToDouble(TaskAnswer::peakBytes).max().orElse(0) / MEGABYTE;
  }

  /// Microseconds of this process's own code for each append, or each event.
  public double ownMicros() {
    double things = sum(workload.isReplay() ? TaskAnswer::events : TaskAnswer::done);
    return (sum(TaskAnswer::nanos) - sum(TaskAnswer::portNanos)) / 1e3 / Math.max(1, things);
  }

  /// The middle one of the rounds.
  public double median(ToDoubleFunction<TaskAnswer> of) {
    return median(rounds.stream().mapToDouble(of).toArray());
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /// Why nothing can be told, or none.
  public String problem() {
    return rounds.stream()
        .map(
            round ->
                round.unsupported() ? "cannot" : round.error() == null ? "" : "" + round.error())
        .filter(why -> !why.isEmpty())
        .findFirst()
        .orElse("");
  }
}
