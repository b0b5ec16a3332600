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

  /// Events that a store of its own holds, by a task that appends them.
  public record Load(String store, Task task) {}

  /// Long ones are done less often than asked.
  public int rounds(int asked) {
    boolean isLong = load != null && load.task.count() * load.task.batch() > LONG;
    return isLong ? Math.min(asked, 2) : asked;
  }

  /// Whether it pauses between what it does, so that its rate says nothing.
  public boolean isPaused() {
    return task.kind() == Task.Kind.TAIL;
  }

  /// What a row's numbers are of: events of a replay, else appends or reads.
  public boolean isReplay() {
    return task.kind() == Task.Kind.REPLAY;
  }
}
