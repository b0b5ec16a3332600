package io.schemeless.eventstore.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.bench.plan.Scale;
import io.schemeless.eventstore.bench.plan.SubjectKind;
import io.schemeless.eventstore.bench.plan.Workload;
import io.schemeless.eventstore.bench.plan.Workloads;
import io.schemeless.eventstore.bench.task.Task;
import io.schemeless.eventstore.bench.task.TaskAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A few appends and replays by real drivers on real emulators: what is counted does not depend on
/// the machine.
class BenchTest {
  private static final Scale TINY = new Scale(1, 60_000, 6, false);
  private static final int APPENDS = 5;

  @Test
  void every_subject_does_the_same_work_and_is_counted_by_the_same_rules() {
    Results results;
    try (Bench bench = Bench.start(TINY, System.out::println)) {
      results =
          bench.run(
              List.of(
                  tiny("known", Task.Kind.APPEND, APPENDS),
                  tiny("replay-1k-1000", Task.Kind.REPLAY, 1)));
    }

    assertThat(results.skipped()).allMatch(what -> what.startsWith("the npm adapter"));
    results.skipped().forEach(what -> System.out.println("=== SKIPPED: " + what + " ==="));
    Map<SubjectKind, Double> units =
        Map.of(
            SubjectKind.LIBRARY, 3.0,
            SubjectKind.HTTP, 3.0,
            SubjectKind.PEER, 5.0,
            SubjectKind.FLOOR_3, 3.0);
    units.forEach(
        (subject, expected) ->
            results
                .find("known", subject)
                .ifPresent(
                    m -> {
                      assertThat(m.sum(TaskAnswer::done)).as("" + subject).isEqualTo(APPENDS);
                      assertThat(m.each(TaskAnswer::writeUnits)).isEqualTo(expected);
                    }));
    for (SubjectKind subject : List.of(SubjectKind.LIBRARY, SubjectKind.HTTP)) {
      assertThat(results.find("known", subject)).isPresent();
      assertThat(results.find("replay-1k-1000", subject).orElseThrow().sum(TaskAnswer::events))
          .isEqualTo(20);
    }
  }

  private static Workload tiny(String name, Task.Kind kind, int count) {
    Workload full =
        Workloads.of(TINY).stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow();
    assertThat(full.task().kind()).isEqualTo(kind);
    Workload.Load load =
        full.load() == null
            ? null
            : new Workload.Load(
                "tiny",
                new Task(Task.Kind.APPEND, "", "", 0, "", Task.Choice.NEW, 0, 1, 2, 10, 60_000, 0));
    return new Workload(
        full.name(),
        full.title(),
        full.subjects().stream().filter(subject -> subject != SubjectKind.FLOOR_1).toList(),
        full.bytes(),
        full.task().limitedTo(count, 60_000),
        1,
        load,
        null);
  }
}
