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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Has every subject do every workload, in turn, on the same emulators.
public final class Bench implements AutoCloseable {
  /// The store of all workloads that need none of their own; each subject has its own of that name.
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
      Emulators emulators = Emulators.start(Emulators.Plan.IN_MEMORY.warmed(), progress);
      return new Bench(scale, folder, emulators, progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where the npm adapter is installed; none, told loudly, where it cannot be.
  public static @Nullable Path peer(Consumer<String> progress) {
    Peer.Installed peer = Peer.install();
    if (peer.folder() == null) {
      progress.accept("=== SKIPPED: the npm adapter: " + peer.missing() + " ===");
    }
    return peer.folder();
  }

  /// A round is all of them once, so that what is compared lies close together whatever else the
  /// machine does.
  public Results run(List<Workload> workloads) {
    for (Workload workload : workloads) {
      for (SubjectKind subject : subjects(workload)) {
        warmUp(workload, subject);
        load(workload, subject);
      }
    }
    Map<Workload, Map<SubjectKind, List<TaskAnswer>>> answers = new HashMap<>();
    for (int round = 0; round < scale.rounds(); round++) {
      for (Workload workload : workloads) {
        if (round < workload.rounds(scale.rounds())) {
          progress.accept("round " + (round + 1) + ": " + workload.title());
          round(workload, round, answers.computeIfAbsent(workload, _ -> new TreeMap<>()));
        }
      }
    }
    List<Measured> all = new ArrayList<>();
    for (Workload workload : workloads) {
      answers
          .getOrDefault(workload, Map.of())
          .forEach((subject, rounds) -> all.add(new Measured(workload, subject, rounds)));
    }
    return new Results(all, List.copyOf(skipped));
  }

  private List<SubjectKind> subjects(Workload workload) {
    return workload.subjects().stream().filter(drivers::has).toList();
  }

  private void round(Workload workload, int round, Map<SubjectKind, List<TaskAnswer>> answers) {
    List<SubjectKind> subjects = subjects(workload);
    // Whoever was first is last.
    for (SubjectKind subject : round % 2 == 0 ? subjects : subjects.reversed()) {
      answers.computeIfAbsent(subject, _ -> new ArrayList<>()).add(run(workload, subject, round));
    }
  }

  /// Once a process.
  private void warmUp(Workload workload, SubjectKind subject) {
    int from = warmed.getOrDefault(subject, 0);
    List<DriverProcess> all = drivers.of(subject, workload.processes());
    if (from >= all.size()) {
      return;
    }
    warmed.put(subject, all.size());
    progress.accept(subject.label() + ": warming up");
    for (DriverProcess driver : all.subList(from, all.size())) {
      Task append =
          new Task(
              Task.Kind.APPEND,
              store(SHARED, subject),
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
    progress.accept(subject.label() + ": filling " + load.store());
    Task task =
        load.task()
            .in(store(load.store(), subject))
            .from(files.of(workload.bytes()).toString())
            .named(prefix(), 0);
    complain(subject, load.store(), drivers.of(subject, 1).getFirst().run(task));
    if (subject == SubjectKind.MEMORY) {
      // Own code is told as it runs when it is compiled.
      run(workload, subject, 0);
    }
  }

  private TaskAnswer run(Workload workload, SubjectKind subject, int round) {
    Workload.Load load = workload.load();
    Task task =
        workload
            .task()
            .in(store(load == null ? SHARED : load.store(), subject))
            .from(files.of(workload.bytes()).toString())
            .named(prefix(), workload.bytes() == 0 ? 0 : round * 1_000 % files.count());
    List<CompletableFuture<TaskAnswer>> running = new ArrayList<>();
    for (DriverProcess driver : drivers.of(subject, workload.processes())) {
      String prefix = workload.isApart() ? task.prefix() + "-" + running.size() : task.prefix();
      Task own = task.named(prefix, task.first());
      running.add(CompletableFuture.supplyAsync(() -> driver.run(own)));
    }
    TaskAnswer answer =
        running.stream().map(CompletableFuture::join).reduce(TaskAnswer::and).orElseThrow();
    complain(subject, workload.name(), answer);
    return answer;
  }

  private static String store(String name, SubjectKind subject) {
    return name + "-" + subject.id();
  }

  private void complain(SubjectKind subject, String what, TaskAnswer answer) {
    if (answer.error() != null) {
      progress.accept(subject.label() + " FAILED at " + what + ": " + answer.error());
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
