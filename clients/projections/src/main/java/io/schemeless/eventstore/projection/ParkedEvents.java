package io.schemeless.eventstore.projection;

import io.schemeless.eventstore.client.RecordedEvent;
import io.schemeless.eventstore.client.ReplayPage;
import java.util.List;
import java.util.Optional;

/// The events that a projection could not apply and went past, and what becomes of them.
///
/// @param <T> what the projection writes with
public final class ParkedEvents<T> {
  private final ProjectionId id;
  private final EventFeed feed;
  private final CheckpointStore<T> store;
  private final Projection<T> projection;
  private final ProjectionProgress progress;
  private final UnitGate gate;
  private final int batchSize;

  ParkedEvents(
      ProjectionId id,
      EventFeed feed,
      CheckpointStore<T> store,
      Projection<T> projection,
      ProjectionProgress progress,
      UnitGate gate,
      int batchSize) {
    this.id = id;
    this.feed = feed;
    this.store = store;
    this.projection = projection;
    this.progress = progress;
    this.gate = gate;
    this.batchSize = batchSize;
  }

  /// Those that are parked now, by their number.
  public List<ParkedEvent> list() {
    return gate.passOrBreak(id, () -> store.parked(id));
  }

  /// Applies one, now, after all that came behind it: whether the projection bears that is for it
  /// to know. It stays parked if it fails again.
  ///
  /// @return false if it is not parked any more, or no longer in the feed
  /// @throws ProjectionException.PoisonEvent if it fails
  public boolean apply(ParkedEvent parked) {
    Optional<RecordedEvent> event = find(parked);
    if (event.isEmpty()) {
      return false;
    }
    try {
      return release(parked, target -> projection.apply(event.get(), target));
    } catch (ProjectionException.Broken e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (store.isOutage(cause)) {
        throw e;
      }
      throw new ProjectionException.PoisonEvent(id, event.get(), cause);
    }
  }

  /// Forgets one: it will never be applied.
  ///
  /// @return false if it is not parked any more
  public boolean discard(ParkedEvent parked) {
    return release(parked, target -> {});
  }

  private boolean release(ParkedEvent parked, UnitOfWork<T> work) {
    boolean released = gate.passOrBreak(id, () -> store.release(parked, work));
    if (released) {
      progress.released();
    }
    return released;
  }

  /// Reads it again, from where it was met.
  private Optional<RecordedEvent> find(ParkedEvent parked) {
    String token = parked.after();
    while (true) {
      ReplayPage page = feed.page(token, batchSize);
      for (RecordedEvent event : page.events()) {
        if (event.number() >= parked.number()) {
          return Optional.of(event).filter(found -> found.id().equals(parked.id()));
        }
      }
      if (page.caughtUp()) {
        return Optional.empty();
      }
      token = page.next();
    }
  }
}
