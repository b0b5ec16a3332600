package io.schemeless.eventstore.projection.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.client.RetryPolicy;
import io.schemeless.eventstore.projection.CheckpointStore;
import io.schemeless.eventstore.projection.NumberLog;
import io.schemeless.eventstore.projection.ParkedEvent;
import io.schemeless.eventstore.projection.PoisonPolicy;
import io.schemeless.eventstore.projection.Projection;
import io.schemeless.eventstore.projection.ProjectionCheckpoint;
import io.schemeless.eventstore.projection.ProjectionException;
import io.schemeless.eventstore.projection.ProjectionId;
import io.schemeless.eventstore.projection.ProjectionRunner;
import io.schemeless.eventstore.projection.UnitOfWork;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What every checkpoint store promises, with a projection that adds up the numbers of a log.
abstract class CheckpointContract<T> {
  static final RetryPolicy QUICK = new RetryPolicy(50, Duration.ofMillis(1), Duration.ofMillis(20));

  final NumberLog log = new NumberLog();
  final ProjectionId id = ProjectionId.of("sums", 1);

  abstract CheckpointStore<T> checkpoints() throws Exception;

  /// Adds an event's number to the total of a projection.
  abstract Projection<T> adding(ProjectionId projection);

  /// Sets the total of a projection to nothing.
  abstract UnitOfWork<T> clearing(ProjectionId projection);

  abstract long total(ProjectionId projection) throws Exception;

  @AfterEach
  void close() {
    log.close();
  }

  final ProjectionRunner.Builder<T> runner(Projection<T> projection) throws Exception {
    return ProjectionRunner.of(id, log.feed(), checkpoints(), projection)
        .batchSize(5)
        .retries(QUICK);
  }

  private Projection<T> failingAt(int number, AtomicInteger failures) {
    return (event, target) -> {
      if (NumberLog.value(event) == number && failures.getAndDecrement() > 0) {
        throw new IllegalStateException("cannot take " + number);
      }
      adding(id).apply(event, target);
    };
  }

  @Test
  void what_is_there_is_applied_and_the_next_runner_goes_on() throws Exception {
    log.append(13);
    assertThat(runner(adding(id)).build().catchUp().applied()).isEqualTo(13);
    assertThat(total(id)).isEqualTo(log.sum());

    log.append(4);
    assertThat(runner(adding(id)).build().catchUp().applied()).isEqualTo(17);
    assertThat(runner(adding(id)).build().catchUp().applied()).isEqualTo(17);
    assertThat(total(id)).isEqualTo(log.sum());
    assertThat(checkpoints().load(id).number()).isGreaterThan(1_000);
  }

  @Test
  void it_stops_before_an_event_that_fails_and_goes_on_with_it() throws Exception {
    log.append(9);
    ProjectionRunner<T> stopping = runner(failingAt(8, new AtomicInteger(1_000))).build();

    assertThatExceptionOfType(ProjectionException.PoisonEvent.class)
        .isThrownBy(stopping::catchUp)
        .withMessageContaining("IllegalStateException")
        .satisfies(e -> assertThat(NumberLog.value(e.event())).isEqualTo(8));
    assertThat(checkpoints().load(id).applied()).isEqualTo(7);
    assertThat(total(id)).isEqualTo(28);

    assertThat(runner(adding(id)).build().catchUp().applied()).isEqualTo(9);
    assertThat(total(id)).isEqualTo(log.sum());
  }

  @Test
  void an_event_that_fails_is_parked_and_applied_later() throws Exception {
    log.append(12);
    ProjectionRunner<T> parking =
        runner(failingAt(8, new AtomicInteger(4))).poison(PoisonPolicy.park(3)).build();

    assertThat(parking.catchUp().parked()).isEqualTo(1);

    assertThat(total(id)).isEqualTo(log.sum() - 8);
    List<ParkedEvent> parked = parking.parked().list();
    assertThat(parked).hasSize(1);
    ParkedEvent event = parked.getFirst();
    assertThat(event.stream().identifier()).isEqualTo("n2");
    assertThat(event.sequence()).isEqualTo(3);
    assertThat(event.type()).isEqualTo("counted");
    assertThat(event.failure()).isEqualTo(IllegalStateException.class.getName());
    assertThat(parking.parked().apply(event)).isTrue();
    assertThat(parking.parked().apply(event)).isFalse();
    assertThat(parking.parked().list()).isEmpty();
    assertThat(parking.status().parked()).isZero();
    assertThat(total(id)).isEqualTo(log.sum());
  }

  @Test
  void an_event_that_still_fails_stays_parked_until_it_is_discarded() throws Exception {
    log.append(3);
    ProjectionRunner<T> parking =
        runner(failingAt(2, new AtomicInteger(1_000))).poison(PoisonPolicy.park(1)).build();
    parking.catchUp();
    ParkedEvent event = parking.parked().list().getFirst();

    assertThatThrownBy(() -> parking.parked().apply(event))
        .isInstanceOf(ProjectionException.PoisonEvent.class);
    assertThat(parking.parked().list()).containsExactly(event);
    assertThat(parking.parked().discard(event)).isTrue();
    assertThat(parking.parked().discard(event)).isFalse();
    assertThat(total(id)).isEqualTo(4);
  }

  @Test
  void many_events_that_fail_stop_it() throws Exception {
    log.append(12);
    Projection<T> none =
        (event, target) -> {
          throw new IllegalArgumentException("no table");
        };
    ProjectionRunner<T> parking = runner(none).poison(PoisonPolicy.park(1).atMost(4)).build();

    assertThatThrownBy(parking::catchUp).isInstanceOf(ProjectionException.PoisonEvent.class);
    assertThat(parking.parked().list()).hasSize(4);
  }

  @Test
  void a_checkpoint_that_was_moved_cannot_be_moved_from_before() throws Exception {
    log.append(6);
    CheckpointStore<T> store = checkpoints();
    ProjectionCheckpoint before = store.load(id);
    runner(adding(id)).build().catchUp();
    ProjectionCheckpoint now = store.load(id);

    for (ProjectionCheckpoint stale : List.of(before, now)) {
      ProjectionCheckpoint to = new ProjectionCheckpoint(id, stale.revision() + 1, "t", 1, 1, null);
      if (stale.equals(now)) {
        store.advance(now, to, null, target -> {});
      }
      assertThatThrownBy(() -> store.advance(stale, to, null, clearing(id)))
          .isInstanceOf(ProjectionException.CheckpointConflict.class)
          .hasMessageContaining("another instance of sums-v1");
    }
    assertThat(total(id)).isEqualTo(log.sum());
  }

  @Test
  void two_at_once_apply_each_event_once() throws Exception {
    log.append(60);
    AtomicInteger conflicts = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> both =
          List.of(
              threads.submit(() -> untilTheEnd(conflicts)),
              threads.submit(() -> untilTheEnd(conflicts)));
      for (Future<?> each : both) {
        each.get();
      }
    }

    assertThat(total(id)).isEqualTo(log.sum());
    assertThat(checkpoints().load(id).applied()).isEqualTo(60);
  }

  private Void untilTheEnd(AtomicInteger conflicts) throws Exception {
    ProjectionRunner<T> runner = runner(adding(id)).batchSize(2).build();
    while (true) {
      try {
        runner.catchUp();
        return null;
      } catch (ProjectionException.CheckpointConflict e) {
        conflicts.incrementAndGet();
      }
    }
  }

  @Test
  void a_restart_begins_at_the_beginning_with_nothing() throws Exception {
    log.append(8);
    ProjectionRunner<T> parking =
        runner(failingAt(8, new AtomicInteger(1_000))).poison(PoisonPolicy.park(1)).build();
    parking.catchUp();

    parking.restart(clearing(id));

    assertThat(total(id)).isZero();
    assertThat(parking.parked().list()).isEmpty();
    assertThat(runner(adding(id)).build().catchUp().applied()).isEqualTo(8);
    assertThat(total(id)).isEqualTo(log.sum());
  }

  @Test
  void a_version_is_built_beside_the_old_one_and_switched_to() throws Exception {
    log.append(5);
    ProjectionId next = ProjectionId.of("sums", 2);
    CheckpointStore<T> store = checkpoints();
    assertThat(store.active("sums")).isEmpty();
    ProjectionRunner<T> one = runner(adding(id)).build();
    one.catchUp();
    one.activate();
    ProjectionRunner<T> two =
        ProjectionRunner.of(next, log.feed(), store, adding(next)).batchSize(5).build();
    assertThatThrownBy(two::activate).hasMessageContaining("sums-v2 is not caught up");

    two.catchUp();

    assertThat(store.active("sums")).hasValue(1);
    two.activate();
    assertThat(store.active("sums")).hasValue(2);
    assertThat(store.active("others")).isEmpty();
    assertThat(List.of(total(id), total(next))).containsOnly(log.sum());
    assertThat(store.load(id).revision()).isEqualTo(store.load(next).revision());
  }
}
