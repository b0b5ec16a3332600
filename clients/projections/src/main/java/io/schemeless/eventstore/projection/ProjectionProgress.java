package io.schemeless.eventstore.projection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a runner tells of itself. Written by the thread that applies, read by any.
final class ProjectionProgress {
  private final ProjectionId projection;
  private final InstantSource clock;
  private final Consumer<ProjectionStatus> listener;

  private ProjectionState state = ProjectionState.IDLE;
  private long applied;
  private long parked;
  private boolean caughtUp;
  private @Nullable String lastFailure;

  /// The latest moment of which all is known to be applied.
  private Instant current;

  ProjectionProgress(
      ProjectionId projection, InstantSource clock, Consumer<ProjectionStatus> listener) {
    this.projection = projection;
    this.clock = clock;
    this.listener = listener;
    this.current = clock.instant();
  }

  synchronized ProjectionStatus status() {
    Duration behind = Duration.between(current, clock.instant());
    Duration lag = caughtUp || behind.isNegative() ? Duration.ZERO : behind;
    return new ProjectionStatus(projection, state, applied, parked, caughtUp, lag, lastFailure);
  }

  void state(ProjectionState value) {
    tell(
        () -> {
          state = value;
          caughtUp &= value == ProjectionState.FOLLOWING || value == ProjectionState.IDLE;
        });
  }

  void failed(Throwable failure) {
    tell(() -> lastFailure = failure.getClass().getName());
  }

  /// The checkpoint as it is kept.
  void loaded(ProjectionCheckpoint at, int parkedNow) {
    tell(
        () -> {
          parked = parkedNow;
          place(at);
        });
  }

  void moved(ProjectionCheckpoint to, boolean parkedOne) {
    tell(
        () -> {
          parked += parkedOne ? 1 : 0;
          place(to);
        });
  }

  /// An event left those that are parked.
  void released() {
    tell(() -> parked--);
  }

  private void place(ProjectionCheckpoint at) {
    applied = at.applied();
    if (at.recorded() != null) {
      current = at.recorded();
    }
  }

  /// Whether the log had an end behind the last page.
  void looked(boolean atTheEnd) {
    tell(
        () -> {
          caughtUp = atTheEnd;
          if (atTheEnd) {
            current = clock.instant();
          }
        });
  }

  synchronized long parked() {
    return parked;
  }

  private void tell(Runnable change) {
    ProjectionStatus now;
    synchronized (this) {
      change.run();
      now = status();
    }
    listener.accept(now);
  }
}
