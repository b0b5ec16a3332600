package io.schemeless.eventstore.projection;

import io.schemeless.eventstore.client.RetryPolicy;
import io.schemeless.eventstore.client.StoreProblem;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Takes step after step: to the end of the log, or beyond it for ever.
final class ProjectionLoop<T> {
  private final ProjectionId id;
  private final PageSteps<T> steps;
  private final CheckpointStore<T> store;
  private final RetryPolicy retries;
  private final Duration standBy;
  private final ProjectionProgress progress;

  ProjectionLoop(
      ProjectionId id,
      PageSteps<T> steps,
      CheckpointStore<T> store,
      RetryPolicy retries,
      Duration standBy,
      ProjectionProgress progress) {
    this.id = id;
    this.steps = steps;
    this.store = store;
    this.retries = retries;
    this.standBy = standBy;
    this.progress = progress;
  }

  /// To the end of the log.
  void catchUp() {
    progress.looked(false);
    progress.state(ProjectionState.CATCHING_UP);
    int failed = 0;
    while (!progress.status().caughtUp()) {
      try {
        steps.step(false);
        failed = 0;
      } catch (Exception e) {
        progress.failed(e);
        if (!isOutage(e) || ++failed >= retries.attempts()) {
          throw ended(e);
        }
        pause(failed, e);
      }
    }
    progress.state(ProjectionState.IDLE);
  }

  private void pause(int failed, Exception cause) {
    try {
      Thread.sleep(retries.pauseMillis(failed, ThreadLocalRandom.current()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ended(cause);
    }
  }

  /// Until the gate is shut, or nothing helps.
  void follow(UnitGate gate) {
    int failed = 0;
    while (!gate.isShut()) {
      try {
        failed = next(failed);
      } catch (InterruptedException e) {
        return; // only a gate that is shut interrupts
      } catch (Throwable e) {
        if (!gate.isShut()) {
          progress.failed(e);
          ended(e);
        }
        return;
      }
    }
  }

  /// One step, or the pause after one that failed.
  ///
  /// @param failed how many have failed in a row
  private int next(int failed) throws Exception {
    boolean caughtUp = progress.status().caughtUp();
    try {
      progress.state(caughtUp ? ProjectionState.FOLLOWING : ProjectionState.CATCHING_UP);
      steps.step(caughtUp);
      return 0;
    } catch (ProjectionException.CheckpointConflict e) {
      return standsBy(e, failed);
    } catch (Exception e) {
      return backsOff(e, failed);
    }
  }

  private int backsOff(Exception e, int failed) throws Exception {
    if (!isOutage(e)) {
      throw e;
    }
    progress.failed(e);
    progress.state(ProjectionState.BACKING_OFF);
    Thread.sleep(retries.pauseMillis(failed + 1, ThreadLocalRandom.current()));
    return failed + 1;
  }

  private int standsBy(ProjectionException conflict, int failed) throws Exception {
    progress.failed(conflict);
    progress.state(ProjectionState.STANDING_BY);
    try {
      awaitStandstill();
      return 0;
    } catch (Exception e) {
      return backsOff(e, failed);
    }
  }

  /// Until the other instance moves the checkpoint no more: it has ended, or has nothing to do.
  private void awaitStandstill() throws Exception {
    long seen = -1;
    long now = steps.revision();
    while (now != seen) {
      seen = now;
      long jitter = ThreadLocalRandom.current().nextLong(standBy.toMillis() / 4 + 1);
      Thread.sleep(standBy.toMillis() + jitter);
      now = steps.revision();
    }
  }

  private boolean isOutage(Exception e) {
    return (e instanceof StoreProblem problem && problem.retryable()) || store.isOutage(e);
  }

  private RuntimeException ended(Throwable e) {
    progress.state(
        e instanceof ProjectionException.RebuildNeeded
            ? ProjectionState.REBUILD_NEEDED
            : ProjectionState.STOPPED);
    return e instanceof ProjectionException known ? known : new ProjectionException.Broken(id, e);
  }
}
