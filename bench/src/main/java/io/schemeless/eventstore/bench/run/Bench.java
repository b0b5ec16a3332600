package io.schemeless.eventstore.bench.run;

import io.schemeless.eventstore.bench.plan.Scale;
import io.schemeless.eventstore.bench.plan.SubjectKind;
import io.schemeless.eventstore.bench.plan.Workload;
import io.schemeless.eventstore.bench.task.Task;
import io.schemeless.eventstore.bench.task.TaskAnswer;
import io.schemeless.eventstore.local.emulator.Emulators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Has every subject do every workload, in turn, on the same emulators.
public final class Bench implements AutoCloseable {
  /// The store of all workloads that need none of their own.
  private static final String SHARED = "bench";

  private final Scale scale;
  private final Consumer<String> progress;
  private final Emulators emulators;
  private final EventFiles files;
  private final Drivers drivers;
  private final Set<String> skipped = new LinkedHashSet<>();
  private final Set<String> loaded = new HashSet<>();
  private final Map<SubjectKind, Integer> warmed = new EnumMap<>(SubjectKind.class);
  private int runs;

  private Bench(Scale scale, Path folder, Emulators emulators, Consumer<String> progress) {
    this.scale = scale;
    this.progress = progress;
    this.emulators = emulators;
    this.files = new EventFiles(folder);
    Peer.Installed peer = Peer.install();
    this.drivers = new Drivers(emulators.endpoints(), peer, folder);
    if (peer.folder() == null) {
      skipped.add("the npm adapter: " + peer.missing());
    }
  }

  /// @param progress told what is being done
  public static Bench start(Scale scale, Consumer<String> progress) {
    try {
      Path folder = Files.createTempDirectory("eventstore-bench");
      Emulators emulators = Emulators.start(Emulators.Plan.IN_MEMORY, progress);
      return new Bench(scale, folder, emulators, progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Results run(List<Workload> workloads) {
    List<Measured> all = new ArrayList<>();
    for (Workload workload : workloads) {
      progress.accept(workload.name() + ": " + workload.title());
      all.addAll(run(workload));
    }
    return new Results(all, List.copyOf(skipped));
  }

  private List<Measured> run(Workload workload) {
    List<SubjectKind> subjects = workload.subjects().stream().filter(drivers::has).toList();
    Map<SubjectKind, List<TaskAnswer>> answers = new EnumMap<>(SubjectKind.class);
    subjects.forEach(subject -> warmUp(workload, subject));
    subjects.forEach(subject -> load(workload, subject));
    for (int round = 0; round < workload.rounds(scale.rounds()); round++) {
      // Whoever was first is last.
      List<SubjectKind> turn = round % 2 == 0 ? subjects : subjects.reversed();
      for (SubjectKind subject : turn) {
        answers.computeIfAbsent(subject, _ -> new ArrayList<>()).add(run(workload, subject, round));
      }
    }
    return subjects.stream()
        .map(subject -> new Measured(workload, subject, answers.getOrDefault(subject, List.of())))
        .toList();
  }

  /// Once a process.
  private void warmUp(Workload workload, SubjectKind subject) {
    int from = warmed.getOrDefault(subject, 0);
    List<DriverProcess> all = drivers.of(subject, workload.processes());
    if (from >= all.size()) {
      return;
    }
    warmed.put(subject, all.size());
    for (DriverProcess driver : all.subList(from, all.size())) {
      Task append =
          new Task(
              Task.Kind.APPEND,
              SHARED,
              files.of(500).toString(),
              0,
              prefix(),
              Task.Choice.NUMBER,
              8,
              4,
              1,
              scale.warmUp(),
              60_000,
              0);
      complain(subject, "warm-up", driver.run(append));
      complain(subject, "warm-up", driver.run(replay(append)));
    }
  }

  private static Task replay(Task append) {
    return new Task(
        Task.Kind.REPLAY,
        append.store(),
        append.events(),
        0,
        "",
        append.choice(),
        0,
        1,
        1,
        20,
        500,
        100);
  }

  private void load(Workload workload, SubjectKind subject) {
    Workload.Load load = workload.load();
    if (load == null || !loaded.add(subject + " " + load.store())) {
      return;
    }
    progress.accept("  " + subject.label() + ": filling " + load.store());
    Task task =
        load.task().in(load.store()).from(files.of(workload.bytes()).toString()).named(prefix(), 0);
    complain(subject, load.store(), drivers.of(subject, 1).getFirst().run(task));
  }

  private TaskAnswer run(Workload workload, SubjectKind subject, int round) {
    Workload.Load load = workload.load();
    Task task =
        workload
            .task()
            .in(load == null ? SHARED : load.store())
            .from(files.of(workload.bytes()).toString())
            .named(prefix(), workload.bytes() == 0 ? 0 : round * 1_000 % files.count());
    TaskAnswer answer =
        drivers.of(subject, workload.processes()).stream()
            .map(driver -> CompletableFuture.supplyAsync(() -> driver.run(task)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .reduce(TaskAnswer::and)
            .orElseThrow();
    complain(subject, workload.name(), answer);
    return answer;
  }

  private void complain(SubjectKind subject, String what, TaskAnswer answer) {
    if (answer.error() != null) {
      progress.accept("  " + subject.label() + " FAILED at " + what + ": " + answer.error());
      skipped.add(subject.label() + " at " + what + ": " + answer.error());
    }
  }

  private String prefix() {
    runs++;
    return "run-" + runs;
  }

  @Override
  public void close() {
    try (emulators) {
      drivers.close();
    }
  }
}
