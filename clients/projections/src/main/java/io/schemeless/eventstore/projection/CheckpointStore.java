package io.schemeless.eventstore.projection;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Keeps the checkpoints of projections, beside what they write.
///
/// A checkpoint moves only from the one that was read. Of two instances of a projection that apply
/// the same events one moves it, and the other is told a [ProjectionException.CheckpointConflict];
/// where work and move are one transaction, the other's work is then undone.
///
/// @param <T> what projections write with
public interface CheckpointStore<T> {
  /// Where a projection is; the beginning if it has none here.
  ProjectionCheckpoint load(ProjectionId projection) throws Exception;

  /// Does work and moves the checkpoint: both or none, if the target has transactions. What parks
  /// an event is part of it.
  ///
  /// @param to a checkpoint of the next revision
  /// @param parked an event that is given up for now, or none
  /// @throws ProjectionException.CheckpointConflict if the checkpoint is not `from` any more
  /// @throws Exception whatever the work threw
  void advance(
      ProjectionCheckpoint from,
      ProjectionCheckpoint to,
      @Nullable ParkedEvent parked,
      UnitOfWork<T> work)
      throws Exception;

  /// Moves the checkpoint back to the beginning, and forgets what is parked.
  ///
  /// @param to the beginning, in the next revision
  /// @param clearing empties what the projection wrote
  void restart(ProjectionCheckpoint from, ProjectionCheckpoint to, UnitOfWork<T> clearing)
      throws Exception;

  /// The events that are parked, by their number.
  List<ParkedEvent> parked(ProjectionId projection) throws Exception;

  /// Takes an event out of those that are parked, together with work.
  ///
  /// @return false, and nothing is done, if it is not parked any more
  boolean release(ParkedEvent parked, UnitOfWork<T> work) throws Exception;

  /// Which version of a projection serves its readers, if any was activated.
  OptionalInt active(String name) throws Exception;

  /// Makes this version the one that serves, in one step.
  void activate(ProjectionId projection) throws Exception;

  /// Whether a failure is the target's, and not the event's: the same work can succeed later. It is
  /// waited for; no event is ever parked for it.
  boolean isOutage(Throwable failure);
}
