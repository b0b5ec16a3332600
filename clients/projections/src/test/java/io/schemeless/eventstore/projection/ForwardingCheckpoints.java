package io.schemeless.eventstore.projection;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Hands everything on to another store; a test changes what it is about.
class ForwardingCheckpoints<T> implements CheckpointStore<T> {
  private final CheckpointStore<T> to;

  ForwardingCheckpoints(CheckpointStore<T> to) {
    this.to = to;
  }

  @Override
  public ProjectionCheckpoint load(ProjectionId projection) throws Exception {
    return to.load(projection);
  }

  @Override
  public void advance(
      ProjectionCheckpoint from,
      ProjectionCheckpoint next,
      @Nullable ParkedEvent parked,
      UnitOfWork<T> work)
      throws Exception {
    to.advance(from, next, parked, work);
  }

  @Override
  public void restart(ProjectionCheckpoint from, ProjectionCheckpoint next, UnitOfWork<T> clearing)
      throws Exception {
    to.restart(from, next, clearing);
  }

  @Override
  public List<ParkedEvent> parked(ProjectionId projection) throws Exception {
    return to.parked(projection);
  }

  @Override
  public boolean release(ParkedEvent parked, UnitOfWork<T> work) throws Exception {
    return to.release(parked, work);
  }

  @Override
  public OptionalInt active(String name) throws Exception {
    return to.active(name);
  }

  @Override
  public void activate(ProjectionId projection) throws Exception {
    to.activate(projection);
  }

  @Override
  public boolean isOutage(Throwable failure) {
    return to.isOutage(failure);
  }
}
