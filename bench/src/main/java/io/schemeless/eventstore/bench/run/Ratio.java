package io.schemeless.eventstore.bench.run;

import io.schemeless.eventstore.bench.plan.SubjectKind;
import io.schemeless.eventstore.bench.task.TaskAnswer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// The median, over the rounds, of one subject's number by another's of the same round.
///
/// @param of what is compared
public record Ratio(String workload, String of, SubjectKind subject, String against, double value) {
  /// Against the same work by a single writer.
  public static final String ONE_WRITER = "one writer";

  static Ratio of(
      Measured one, Measured other, String what, String against, ToDoubleFunction<TaskAnswer> by) {
    int rounds = Math.min(one.rounds().size(), other.rounds().size());
    double[] ratios =
        IntStream.range(0, rounds)
            .mapToDouble(
                i ->
                    by.applyAsDouble(one.rounds().get(i)) / by.applyAsDouble(other.rounds().get(i)))
            .toArray();
    return new Ratio(one.workload().name(), what, one.subject(), against, Measured.median(ratios));
  }
}
