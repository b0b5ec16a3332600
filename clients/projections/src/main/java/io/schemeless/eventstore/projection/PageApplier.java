package io.schemeless.eventstore.projection;

import io.schemeless.eventstore.client.RecordedEvent;
import io.schemeless.eventstore.client.ReplayPage;
import io.schemeless.eventstore.client.RetryPolicy;
import io.schemeless.eventstore.client.StoreProblem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Applies the events of a page: all in one unit if that works. If not, the unit is taken back and
/// cut, so that the event that fails stands alone.
final class PageApplier<T> {
  private final Projection<T> projection;
  private final CheckpointStore<T> store;
  private final PoisonPolicy poison;
  private final RetryPolicy pauses;
  private final ProjectionProgress progress;
  private final UnitGate gate;

  PageApplier(
      Projection<T> projection,
      CheckpointStore<T> store,
      PoisonPolicy poison,
      RetryPolicy pauses,
      ProjectionProgress progress,
      UnitGate gate) {
    this.projection = projection;
    this.store = store;
    this.poison = poison;
    this.pauses = pauses;
    this.progress = progress;
    this.gate = gate;
  }

  /// @param after the token that the page was read by
  /// @return the checkpoint behind the page
  /// @throws Exception if it is not to go on; the checkpoint is then to be loaded again
  ProjectionCheckpoint apply(ProjectionCheckpoint from, @Nullable String after, ReplayPage page)
      throws Exception {
    ProjectionCheckpoint checkpoint = from;
    Deque<List<RecordedEvent>> units = new ArrayDeque<>();
    units.push(page.events().stream().filter(event -> event.number() > from.number()).toList());
    int tries = 0;
    while (!units.isEmpty()) {
      List<RecordedEvent> unit = units.pop();
      ProjectionCheckpoint to = checkpoint.after(unit, units.isEmpty() ? page.next() : after);
      Unit<T> work = new Unit<>(projection, unit);
      try {
        advance(checkpoint, to, null, work);
        checkpoint = to;
        tries = 0;
      } catch (Exception e) {
        if (unit.isEmpty() || !isOfTheEvent(e)) {
          throw e;
        }
        progress.failed(e);
        if (unit.size() > 1) {
          work.cut(units);
        } else if (isLastTry(++tries)) {
          checkpoint = giveUp(checkpoint, to, unit.getFirst(), after, e);
          tries = 0;
        } else {
          units.push(unit);
          Thread.sleep(pauses.pauseMillis(tries, ThreadLocalRandom.current()));
        }
      }
    }
    return checkpoint;
  }

  private boolean isLastTry(int tries) {
    return switch (poison) {
      case PoisonPolicy.Stop stop -> true;
      case PoisonPolicy.Park park -> tries >= park.tries();
    };
  }

  private ProjectionCheckpoint giveUp(
      ProjectionCheckpoint from,
      ProjectionCheckpoint to,
      RecordedEvent event,
      @Nullable String after,
      Exception failure)
      throws Exception {
    if (poison instanceof PoisonPolicy.Park park && progress.parked() < park.most()) {
      ParkedEvent parked = ParkedEvent.of(from.projection(), event, failure, after);
      advance(from, to, parked, target -> {});
      return to;
    }
    throw new ProjectionException.PoisonEvent(from.projection(), event, failure);
  }

  private void advance(
      ProjectionCheckpoint from,
      ProjectionCheckpoint to,
      @Nullable ParkedEvent parked,
      UnitOfWork<T> work)
      throws Exception {
    gate.pass(
        () -> {
          store.advance(from, to, parked, work);
          return to;
        });
    progress.moved(to, parked != null);
  }

  /// Whether it is the event that fails, and not what is around it.
  private boolean isOfTheEvent(Exception e) {
    return !(e instanceof ProjectionException
        || e instanceof CancellationException
        || e instanceof InterruptedException
        || (e instanceof StoreProblem problem && problem.retryable())
        || store.isOutage(e));
  }

  /// Some events of a page, applied one after the other.
  private static final class Unit<T> implements UnitOfWork<T> {
    private final Projection<T> projection;
    private final List<RecordedEvent> events;

    /// Which event was being applied, from 1; 0 before and after all of them.
    private int begun;

    Unit(Projection<T> projection, List<RecordedEvent> events) {
      this.projection = projection;
      this.events = events;
    }

    @Override
    public void run(T target) throws Exception {
      begun = 0;
      for (RecordedEvent event : events) {
        begun++;
        projection.apply(event, target);
      }
      begun = 0;
    }

    /// Cuts out the event that failed; in half, if all were applied and it was the whole that
    /// failed.
    void cut(Deque<List<RecordedEvent>> units) {
      int size = events.size();
      int from = begun == 0 ? size / 2 : begun - 1;
      int to = begun == 0 ? from : begun;
      push(units, to, size);
      push(units, from, to);
      push(units, 0, from);
    }

    private void push(Deque<List<RecordedEvent>> units, int from, int to) {
      if (from < to) {
        units.push(events.subList(from, to));
      }
    }
  }
}
