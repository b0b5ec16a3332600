package io.schemeless.eventstore.bench.plan;

import static io.schemeless.eventstore.bench.plan.SubjectKind.FLOOR_1;
import static io.schemeless.eventstore.bench.plan.SubjectKind.FLOOR_3;
import static io.schemeless.eventstore.bench.plan.SubjectKind.FLOOR_QUERY;
import static io.schemeless.eventstore.bench.plan.SubjectKind.HTTP;
import static io.schemeless.eventstore.bench.plan.SubjectKind.LIBRARY;
import static io.schemeless.eventstore.bench.plan.SubjectKind.MEMORY;
import static io.schemeless.eventstore.bench.plan.SubjectKind.PEER;

import io.schemeless.eventstore.bench.task.Task;
import io.schemeless.eventstore.bench.task.Task.Choice;
import io.schemeless.eventstore.bench.task.Task.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that the bench can do.
public final class Workloads {
  private static final int NO_END = 10_000_000;
  private static final long OWN_MILLIS = 1_000;
  private static final int DECIDERS = 20;
  private static final int MEDIUM = 500;
  private static final int SMALL = 200;
  private static final int LOG_EVENTS = 8_577;
  private static final int HUNDRED = 100;
  private static final int THOUSAND = 1_000;

  /// So that what they leave in memory is not what the replays beside them are slowed down by.
  private static final int OWN_APPENDS = 20_000;

  private static final List<SubjectKind> STORES = List.of(LIBRARY, HTTP, PEER);
  private static final List<SubjectKind> READERS = List.of(LIBRARY, HTTP, PEER, FLOOR_QUERY);

  private static final List<SubjectKind> WITH_FLOORS =
      List.of(LIBRARY, HTTP, PEER, FLOOR_1, FLOOR_3);

  private final Scale scale;
  private final List<Workload> all = new ArrayList<>();

  private Workloads(Scale scale) {
    this.scale = scale;
  }

  public static List<Workload> of(Scale scale) {
    Workloads workloads = new Workloads(scale);
    workloads.appends();
    workloads.contention();
    workloads.conditions();
    workloads.reads();
    workloads.log();
    workloads.ownCode();
    return List.copyOf(workloads.all);
  }

  private void appends() {
    add("new", "1 x 500 B, new streams", WITH_FLOORS, MEDIUM, append(Choice.NEW, 0, 1, 1), null);
    add(
        "known",
        "1 x 500 B, known stream",
        WITH_FLOORS,
        MEDIUM,
        append(Choice.WRITER, 1, 1, 1),
        null);
    add("ten", "10 x 200 B, one stream", STORES, SMALL, append(Choice.WRITER, 1, 1, 10), null);
    add(
        "distinct-8",
        "8 writers, a stream each",
        WITH_FLOORS,
        MEDIUM,
        append(Choice.WRITER, 8, 8, 1),
        "known");
    add(
        "distinct-64",
        "64 writers, a stream each",
        WITH_FLOORS,
        MEDIUM,
        append(Choice.WRITER, 64, 64, 1),
        "known");
    add(
        "eight-64",
        "64 writers on 8 streams",
        STORES,
        MEDIUM,
        append(Choice.NUMBER, 8, 64, 1),
        "known");
  }

  private void contention() {
    add(
        "one-stream-8",
        "8 writers on one stream",
        STORES,
        MEDIUM,
        append(Choice.NUMBER, 1, 8, 1),
        "known");
    add(
        "one-stream-64",
        "64 writers on one stream",
        STORES,
        MEDIUM,
        append(Choice.NUMBER, 1, 64, 1),
        "known");
    add("six-1", "1 writer, 4 of 6 streams", STORES, MEDIUM, append(Choice.SOME, 6, 1, 4), null);
    add(
        "six-8",
        "8 writers, 4 of 6 streams",
        STORES,
        MEDIUM,
        append(Choice.SOME, 6, 8, 4),
        "six-1");
    add(
        "six-64",
        "64 writers, 4 of 6 streams",
        STORES,
        MEDIUM,
        append(Choice.SOME, 6, 64, 4),
        "six-1");
    Task burst = append(Choice.NUMBER, 1, 200, 1).limitedTo(200, 4 * scale.millis());
    // The peer's would take most of a minute.
    List<SubjectKind> crowd = scale.full() ? STORES : List.of(LIBRARY, HTTP);
    add("burst", "200 at once to one stream", crowd, MEDIUM, burst, "known");
    all.add(
        new Workload(
            "two-processes",
            "2 processes of 4 writers, one stream",
            List.of(LIBRARY, PEER),
            MEDIUM,
            append(Choice.NUMBER, 1, 4, 1),
            2,
            null,
            "known"));
  }

  /// The peer has none.
  private void conditions() {
    Task append = append(Choice.WRITER, DECIDERS, DECIDERS, 1);
    List<SubjectKind> ours = List.of(LIBRARY, HTTP);
    add("tagged-20", "20 writers, a tag each", ours, MEDIUM, append.of(Kind.TAGGED), null);
    add(
        "unique-20",
        "20 writers, a tag each that none may have",
        ours,
        MEDIUM,
        append.of(Kind.UNIQUE),
        "tagged-20");
    for (Kind kind : List.of(Kind.TAGGED, Kind.UNIQUE)) {
      all.add(
          new Workload(
              kind == Kind.TAGGED ? "tagged-4x5" : "unique-4x5",
              "4 processes of 5 such writers" + (kind == Kind.UNIQUE ? ", under a condition" : ""),
              List.of(LIBRARY),
              MEDIUM,
              append(Choice.WRITER, 5, 5, 1).of(kind),
              4,
              null,
              kind == Kind.TAGGED ? null : "tagged-4x5"));
    }
  }

  private void reads() {
    Task stream =
        new Task(Kind.READ, "", "", 0, "", Choice.WRITER, 1, 1, HUNDRED, NO_END, scale.millis(), 0);
    add("stream", "a stream of 100 events", List.of(LIBRARY, HTTP), MEDIUM, stream, null);
    if (!scale.full()) {
      replays("1,000", "replay-1k", 1_000, 1, 8);
    } else {
      replays("10,000", "replay-10k", 10_000, 1, 8);
      replays("100,000, in tens", "replay-100k", 100_000, 10, 8);
      // The peer's would take minutes a round.
      all.add(
          new Workload(
              "replay-1m-1000",
              "replay of 1,000,000, in tens, pages of 1000",
              List.of(LIBRARY),
              MEDIUM,
              replay(THOUSAND),
              1,
              load("replay-1m", 1_000_000, 10, 8),
              null));
    }
    Task tail =
        new Task(Kind.TAIL, "", "", 0, "", Choice.WRITER, 1, 1, 1, NO_END, 4 * scale.millis(), 0);
    all.add(
        new Workload(
            "tail", "append to shown", STORES, MEDIUM, tail, 1, load("tail", 10, 1, 1), null));
  }

  private void replays(String title, String name, int events, int batch, int writers) {
    for (int page : List.of(THOUSAND, HUNDRED)) {
      all.add(
          new Workload(
              name + "-" + page,
              "replay of " + title + ", pages of " + page,
              batch == 1 ? READERS : STORES,
              MEDIUM,
              replay(page),
              1,
              load(name, events, batch, writers),
              null));
    }
  }

  private void log() {
    Task log =
        new Task(
            Kind.APPEND,
            "",
            "",
            0,
            "",
            Choice.LOG,
            0,
            1,
            HUNDRED,
            scale.full() ? LOG_EVENTS / HUNDRED : 10,
            Long.MAX_VALUE,
            0);
    all.add(new Workload("log", "permit log in hundreds", STORES, 0, log, 1, null, null));
    Workload.Load load = new Workload.Load("log", log);
    all.add(
        new Workload(
            "log-replay",
            "replay of it, pages of 1000",
            STORES,
            0,
            replay(THOUSAND),
            1,
            load,
            null));
  }

  /// Longer than others: it is about compiled code.
  private void ownCode() {
    long millis = Math.max(OWN_MILLIS, scale.millis());
    Task append = append(Choice.WRITER, 1, 1, 1).limitedTo(OWN_APPENDS, millis);
    add("own-append", "known stream, ports in memory", List.of(MEMORY), MEDIUM, append, null);
    for (int page : List.of(THOUSAND, HUNDRED)) {
      all.add(
          new Workload(
              "own-replay-" + page,
              "replay of 10,000 in memory, pages of " + page,
              List.of(MEMORY),
              MEDIUM,
              replay(page).limitedTo(THOUSAND, millis),
              1,
              load("own-replay", 10_000, 1, 1),
              null));
    }
  }

  private Task append(Choice choice, int streams, int writers, int batch) {
    return new Task(
        Kind.APPEND, "", "", 0, "", choice, streams, writers, batch, NO_END, scale.millis(), 0);
  }

  private Task replay(int page) {
    return new Task(
        Kind.REPLAY, "", "", 0, "", Choice.WRITER, 0, 1, 1, THOUSAND, scale.millis(), page);
  }

  /// Larger ones over a hundred streams.
  private static Workload.Load load(String store, int events, int batch, int writers) {
    int streams = events < THOUSAND ? 0 : HUNDRED;
    Choice choice = streams == 0 ? Choice.NEW : Choice.NUMBER;
    int count = (events - streams) / batch;
    return new Workload.Load(
        store,
        new Task(
            Kind.APPEND, "", "", 0, "", choice, streams, writers, batch, count, Long.MAX_VALUE, 0));
  }

  private void add(
      String name,
      String title,
      List<SubjectKind> subjects,
      int bytes,
      Task task,
      @Nullable String base) {
    all.add(new Workload(name, title, subjects, bytes, task, 1, null, base));
  }
}
