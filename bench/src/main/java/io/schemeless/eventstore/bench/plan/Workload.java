package io.schemeless.eventstore.bench.plan;

import io.schemeless.eventstore.bench.task.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One kind of work, done by all its subjects in turn.
///
/// @param name for `--only`
/// @param title for the table
/// @param bytes of an event's JSON; 0 takes those of the permit log as they are
/// @param task without its store, its file and its prefix
/// @param processes how many of each subject work at once
/// @param load what its store holds before, or none for a store that all appends share
/// @param base the workload whose rate this one's is told in, or none
public record Workload(
    String name,
    String title,
    List<SubjectKind> subjects,
    int bytes,
    Task task,
    int processes,
    @Nullable Load load,
    @Nullable String base) {
  private static final int LONG = 50_000;
  private static final int CROWD = 64;

  /// Events that a store of its own holds, by a task that appends them.
  public record Load(String store, Task task) {}

  /// Those that take long are done less often than asked: large replays, and in a quick run a crowd
  /// on few streams.
  public int rounds(int asked) {
    boolean isLong = load != null && load.task.count() * load.task.batch() > LONG;
    boolean isCrowd = task.writers() >= CROWD && task.streams() < task.writers();
    return isLong || isCrowd ? Math.max(1, Math.min(asked / 2, 2)) : asked;
  }

  /// Whether it pauses between what it does, so that its rate says nothing.
  public boolean isPaused() {
    return task.kind() == Task.Kind.TAIL;
  }

  /// Whether processes that work at once share no stream.
  public boolean isApart() {
    return task.kind() == Task.Kind.TAGGED || task.kind() == Task.Kind.UNIQUE;
  }

  /// What a row's numbers are of: events of a replay, else appends or reads.
  public boolean isReplay() {
    return task.kind() == Task.Kind.REPLAY;
  }
}
