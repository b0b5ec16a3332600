package io.schemeless.eventstore.projection.checkpoint;

import io.schemeless.eventstore.projection.CheckpointStore;
import io.schemeless.eventstore.projection.ParkedEvent;
import io.schemeless.eventstore.projection.ProjectionCheckpoint;
import io.schemeless.eventstore.projection.ProjectionException;
import io.schemeless.eventstore.projection.ProjectionId;
import io.schemeless.eventstore.projection.UnitOfWork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// For views that live in this process and are built anew by the next one, and for tests. Work that
/// fails is not undone: write projections so that the same event can be applied once more.
public final class MemoryCheckpoints<T> implements CheckpointStore<T> {
  private final T target;
  private final Map<ProjectionId, ProjectionCheckpoint> checkpoints = new HashMap<>();
  private final Map<ProjectionId, TreeMap<Long, ParkedEvent>> parked = new HashMap<>();
  private final Map<String, Integer> active = new HashMap<>();

  /// @param target what projections write with; their readers see it at once
  public MemoryCheckpoints(T target) {
    this.target = target;
  }

  @Override
  public synchronized ProjectionCheckpoint load(ProjectionId projection) {
    return checkpoints.getOrDefault(projection, ProjectionCheckpoint.beginning(projection));
  }

  @Override
  public synchronized void advance(
      ProjectionCheckpoint from,
      ProjectionCheckpoint to,
      @Nullable ParkedEvent giveUp,
      UnitOfWork<T> work)
      throws Exception {
    requireAt(from);
    work.run(target);
    checkpoints.put(to.projection(), to);
    if (giveUp != null) {
      parkedOf(to.projection()).put(giveUp.number(), giveUp);
    }
  }

  @Override
  public synchronized void restart(
      ProjectionCheckpoint from, ProjectionCheckpoint to, UnitOfWork<T> clearing) throws Exception {
    requireAt(from);
    clearing.run(target);
    checkpoints.put(to.projection(), to);
    parked.remove(to.projection());
  }

  private void requireAt(ProjectionCheckpoint from) {
    if (load(from.projection()).revision() != from.revision()) {
      throw new ProjectionException.CheckpointConflict(from.projection());
    }
  }

  private TreeMap<Long, ParkedEvent> parkedOf(ProjectionId projection) {
    return parked.computeIfAbsent(projection, id -> new TreeMap<>());
  }

  @Override
  public synchronized List<ParkedEvent> parked(ProjectionId projection) {
    return List.copyOf(parkedOf(projection).values());
  }

  @Override
  public synchronized boolean release(ParkedEvent event, UnitOfWork<T> work) throws Exception {
    TreeMap<Long, ParkedEvent> all = parkedOf(event.projection());
    if (!all.containsKey(event.number())) {
      return false;
    }
    work.run(target);
    all.remove(event.number());
    return true;
  }

  @Override
  public synchronized OptionalInt active(String name) {
    Integer version = active.get(name);
    return version == null ? OptionalInt.empty() : OptionalInt.of(version);
  }

  @Override
  public synchronized void activate(ProjectionId projection) {
    active.put(projection.name(), projection.version());
  }

  @Override
  public boolean isOutage(Throwable failure) {
    return false;
  }
}
