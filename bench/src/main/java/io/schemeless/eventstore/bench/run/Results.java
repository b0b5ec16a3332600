package io.schemeless.eventstore.bench.run;

import static io.schemeless.eventstore.bench.plan.SubjectKind.FLOOR_1;
import static io.schemeless.eventstore.bench.plan.SubjectKind.FLOOR_3;
import static io.schemeless.eventstore.bench.plan.SubjectKind.FLOOR_QUERY;
import static io.schemeless.eventstore.bench.plan.SubjectKind.HTTP;
import static io.schemeless.eventstore.bench.plan.SubjectKind.LIBRARY;
import static io.schemeless.eventstore.bench.plan.SubjectKind.PEER;

import io.schemeless.eventstore.bench.plan.SubjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All that was measured, and what follows from it.
///
/// @param skipped what was left out, and why
public record Results(List<Measured> all, List<String> skipped) {
  private static final double P99 = 99;

  public Results {
    all = List.copyOf(all);
    skipped = List.copyOf(skipped);
  }

  /// Every ratio that has both its sides.
  public List<Ratio> ratios() {
    List<Ratio> ratios = new ArrayList<>();
    for (Measured one : all) {
      if (!one.problem().isEmpty()) {
        continue;
      }
      boolean ours = one.subject() == LIBRARY || one.subject() == HTTP;
      if (ours) {
        if (!one.workload().isPaused()) {
          find(one, PEER).ifPresent(o -> ratios.add(Ratio.of(one, o, "rate", label(o), o::rate)));
        }
        find(one, PEER)
            .ifPresent(o -> ratios.add(Ratio.of(one, o, "p50", label(o), Measured::p50)));
        find(one, PEER).ifPresent(o -> ratios.add(Ratio.of(one, o, "CPU", label(o), o::cpuEach)));
        find(one, FLOOR_1).ifPresent(o -> ratios.add(Ratio.of(one, o, "rate", label(o), o::rate)));
        find(one, FLOOR_QUERY)
            .ifPresent(o -> ratios.add(Ratio.of(one, o, "rate", label(o), o::rate)));
        find(one, FLOOR_3)
            .ifPresent(o -> ratios.add(Ratio.of(one, o, "p50", label(o), Measured::p50)));
      }
      if (one.subject() == HTTP) {
        find(one, LIBRARY)
            .ifPresent(o -> ratios.add(Ratio.of(one, o, "p50", label(o), Measured::p50)));
      }
      String base = one.workload().base();
      if (base != null && (ours || one.subject() == PEER)) {
        find(base, one.subject())
            .ifPresent(
                o -> {
                  ratios.add(Ratio.of(one, o, "rate", Ratio.ONE_WRITER, o::rate));
                  double p99 = one.millis(P99) / o.millis(P99);
                  ratios.add(
                      new Ratio(
                          one.workload().name(), "p99", one.subject(), Ratio.ONE_WRITER, p99));
                });
      }
    }
    return ratios;
  }

  private static String label(Measured other) {
    return other.subject().label();
  }

  private Optional<Measured> find(Measured like, SubjectKind subject) {
    return find(like.workload().name(), subject);
  }

  public Optional<Measured> find(String workload, SubjectKind subject) {
    return all.stream()
        .filter(m -> m.workload().name().equals(workload) && m.subject() == subject)
        .filter(m -> m.problem().isEmpty())
        .findFirst();
  }
}
