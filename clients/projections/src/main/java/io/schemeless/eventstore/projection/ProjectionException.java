package io.schemeless.eventstore.projection;

import io.schemeless.eventstore.client.RecordedEvent;
import io.schemeless.eventstore.client.StoreProblem;
import org.jspecify.annotations.Nullable;

/// Why a projection does not go on. No message holds what a customer wrote.
public abstract sealed class ProjectionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private ProjectionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// The store was emptied, or repaired after a restore, since the checkpoint was kept: what the
  /// projection holds is of another life of the store. Build it anew: as a new version beside this
  /// one, or by [ProjectionRunner#restart].
  public static final class RebuildNeeded extends ProjectionException {
    private static final long serialVersionUID = 1L;

    RebuildNeeded(ProjectionId projection, StoreProblem cause) {
      super(
          "the store was emptied or restored since "
              + projection
              + " kept its place; it must be rebuilt",
          cause);
    }
  }

  /// Another instance moved the checkpoint. Nothing was applied by this one, or, where the target
  /// has no transactions, nothing that the other one does not apply too.
  public static final class CheckpointConflict extends ProjectionException {
    private static final long serialVersionUID = 1L;

    public CheckpointConflict(ProjectionId projection) {
      super(
          "another instance of " + projection + " has moved its checkpoint; one at a time may run",
          null);
    }
  }

  /// An event cannot be applied, and the policy is to stop.
  public static final class PoisonEvent extends ProjectionException {
    private static final long serialVersionUID = 1L;
    private final transient RecordedEvent event;

    PoisonEvent(ProjectionId projection, RecordedEvent event, Throwable cause) {
      super(
          projection
              + " cannot apply the event at position "
              + event.position()
              + ", index "
              + event.index()
              + ": "
              + cause.getClass().getName(),
          cause);
      this.event = event;
    }

    public RecordedEvent event() {
      return event;
    }
  }

  /// The store refuses to be read: the feed has another filter than the one that the checkpoint was
  /// kept under, or no right.
  public static final class FeedRefused extends ProjectionException {
    private static final long serialVersionUID = 1L;

    FeedRefused(ProjectionId projection, StoreProblem cause) {
      super("the store refuses to be read by " + projection + ": " + cause.getMessage(), cause);
    }
  }

  /// The store or the target did not work, however often it was tried, or in a way that no repeat
  /// helps.
  public static final class Broken extends ProjectionException {
    private static final long serialVersionUID = 1L;

    Broken(ProjectionId projection, Throwable cause) {
      super(projection + " does not go on: " + cause.getClass().getName(), cause);
    }
  }
}
