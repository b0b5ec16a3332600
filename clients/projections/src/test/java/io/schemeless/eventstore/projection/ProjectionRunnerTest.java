package io.schemeless.eventstore.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.schemeless.eventstore.client.RecordedEvent;
import io.schemeless.eventstore.client.ReplayPage;
import io.schemeless.eventstore.client.RetryPolicy;
import io.schemeless.eventstore.client.StoreProblem;
import io.schemeless.eventstore.projection.checkpoint.MemoryCheckpoints;
import io.schemeless.eventstore.projection.library.LibraryFeed;
import io.schemeless.eventstore.store.ReplayFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a runner does beside applying: it waits, gives up, stands by and tells.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ProjectionRunnerTest {
  private static final RetryPolicy QUICK =
      new RetryPolicy(50, Duration.ofMillis(1), Duration.ofMillis(20));
  private static final ProjectionId ID = ProjectionId.of("numbers", 1);

  private final NumberLog log = new NumberLog();
  private final BlockingQueue<Integer> applied = new LinkedBlockingQueue<>();
  private final List<ProjectionStatus> told = new CopyOnWriteArrayList<>();
  private final MemoryCheckpoints<BlockingQueue<Integer>> checkpoints =
      new MemoryCheckpoints<>(applied);

  @AfterEach
  void close() {
    log.close();
  }

  private LibraryFeed feed(ReplayFilter filter) {
    return new LibraryFeed(log.store, filter, Duration.ofMillis(5));
  }

  private ProjectionRunner.Builder<BlockingQueue<Integer>> runner(EventFeed feed) {
    return ProjectionRunner.of(
            ID, feed, checkpoints, (event, queue) -> queue.add(NumberLog.value(event)))
        .batchSize(4)
        .retries(QUICK)
        .standBy(Duration.ofMillis(20))
        .listener(told::add);
  }

  private ProjectionRunner.Builder<BlockingQueue<Integer>> runner() {
    return runner(feed(ReplayFilter.ALL));
  }

  private void awaitNumbers(int from, int to) throws InterruptedException {
    for (int i = from; i <= to; i++) {
      assertThat(applied.poll(60, TimeUnit.SECONDS)).isEqualTo(i);
    }
  }

  private void awaitState(ProjectionRunner<?> runner, ProjectionState state)
      throws InterruptedException {
    while (runner.status().state() != state) {
      Thread.sleep(1);
    }
  }

  @Test
  void it_follows_what_comes_until_it_is_closed() throws Exception {
    log.append(9);
    ProjectionRunner<?> runner = runner().build();
    runner.start();
    awaitNumbers(1, 9);
    log.append(3);
    awaitNumbers(10, 12);
    awaitState(runner, ProjectionState.FOLLOWING);
    assertThat(runner.status().lag()).isZero();

    runner.close();

    log.append(1);
    assertThat(runner.status().state()).isEqualTo(ProjectionState.CLOSED);
    assertThat(applied).isEmpty();
    assertThat(told).extracting(ProjectionStatus::state).contains(ProjectionState.CATCHING_UP);
    assertThat(told).extracting(ProjectionStatus::applied).contains(12L);
    runner().build().catchUp();
    awaitNumbers(13, 13);
  }

  @Test
  void an_outage_of_the_store_is_waited_for() throws Exception {
    log.append(6);
    AtomicInteger outages = new AtomicInteger(3);
    EventFeed real = feed(ReplayFilter.ALL);
    EventFeed failing =
        new EventFeed() {
          @Override
          public ReplayPage page(@Nullable String after, int size) {
            if (outages.getAndDecrement() > 0) {
              throw StoreProblem.of(
                  503, "unavailable", "no", true, JsonNodeFactory.instance.objectNode());
            }
            return real.page(after, size);
          }

          @Override
          public ReplayPage await(@Nullable String after, int size) {
            return page(after, size);
          }
        };
    try (ProjectionRunner<?> runner = runner(failing).build()) {
      runner.start();
      awaitNumbers(1, 6);
      outages.set(4);
      awaitState(runner, ProjectionState.BACKING_OFF);
      log.append(2);
      awaitNumbers(7, 8);
    }

    assertThat(told)
        .filteredOn(status -> status.state() == ProjectionState.BACKING_OFF)
        .isNotEmpty()
        .noneMatch(ProjectionStatus::caughtUp)
        .extracting(ProjectionStatus::lastFailure)
        .contains(StoreProblem.class.getName());
  }

  @Test
  void a_store_that_was_emptied_ends_it_until_it_is_restarted() throws Exception {
    log.append(5);
    runner().build().catchUp();
    awaitNumbers(1, 5);
    log.store.reset(Duration.ofSeconds(30));
    log.append(1);
    ProjectionRunner<BlockingQueue<Integer>> runner = runner().build();

    assertThatThrownBy(runner::catchUp)
        .isInstanceOf(ProjectionException.RebuildNeeded.class)
        .hasMessageContaining("must be rebuilt");
    assertThat(runner.status().state()).isEqualTo(ProjectionState.REBUILD_NEEDED);
    try (ProjectionRunner<?> live = runner().build()) {
      live.start();
      awaitState(live, ProjectionState.REBUILD_NEEDED);
      assertThat(applied).isEmpty();
      assertThat(live.status().lastFailure())
          .isEqualTo(ProjectionException.RebuildNeeded.class.getName());
    }
    runner.restart(BlockingQueue::clear);
    runner.catchUp();
    awaitNumbers(6, 6);
  }

  @Test
  void a_second_instance_stands_by_and_takes_over() throws Exception {
    log.append(4);
    ProjectionRunner<?> first = runner().build();
    ProjectionRunner<?> second = runner().build();
    first.start();
    awaitNumbers(1, 4);
    second.start();
    for (int i = 5; i < 45; i += 2) {
      log.append(2);
      awaitNumbers(i, i + 1);
    }
    first.close();
    log.append(2);
    awaitNumbers(45, 46);
    second.close();

    assertThat(applied).isEmpty();
    assertThat(checkpoints.load(ID).applied()).isEqualTo(46);
  }

  @Test
  void the_lag_is_the_age_of_what_it_shows() {
    log.append(8);
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    ProjectionRunner<?> stopping =
        ProjectionRunner.of(
                ID,
                log.feed(),
                checkpoints,
                (event, queue) -> {
                  if (NumberLog.value(event) == 6) {
                    throw new IllegalStateException();
                  }
                })
            .clock(now::get)
            .build();
    assertThatThrownBy(stopping::catchUp).isInstanceOf(ProjectionException.PoisonEvent.class);
    Instant recorded = checkpoints.load(ID).recorded();
    assertThat(recorded).isNotNull();
    now.set(recorded.plusSeconds(100));
    assertThat(stopping.status().lag()).isEqualTo(Duration.ofSeconds(100));
    assertThat(stopping.status().caughtUp()).isFalse();

    ProjectionRunner<?> going = runner().clock(now::get).build();
    assertThat(going.catchUp().lag()).isZero();
    now.set(recorded.plusSeconds(1_000));
    assertThat(going.status().lag()).isZero();
  }

  @Test
  void another_filter_than_before_is_refused() {
    log.append(2);
    runner().build().catchUp();
    ReplayFilter other = new ReplayFilter("numbers", Set.of());

    assertThatThrownBy(() -> runner(feed(other)).build().catchUp())
        .isInstanceOf(ProjectionException.FeedRefused.class);
  }

  @Test
  void a_feed_that_shows_nothing_moves_the_checkpoint_once() {
    log.append(6);
    ReplayFilter none = new ReplayFilter("nothing", Set.of());
    runner(feed(none)).build().catchUp();
    ProjectionCheckpoint at = checkpoints.load(ID);
    assertThat(at.token()).isNotNull();
    assertThat(at.applied()).isZero();

    runner(feed(none)).build().catchUp();
    assertThat(checkpoints.load(ID)).isEqualTo(at);
  }

  /// A database that looks at the whole at the end, such as at deferred constraints.
  @Test
  void what_fails_as_a_whole_is_cut_until_one_event_is_left() throws Exception {
    log.append(12);
    CheckpointStore<BlockingQueue<Integer>> judging =
        new ForwardingCheckpoints<>(checkpoints) {
          @Override
          public void advance(
              ProjectionCheckpoint from,
              ProjectionCheckpoint to,
              @Nullable ParkedEvent parked,
              UnitOfWork<BlockingQueue<Integer>> work)
              throws Exception {
            BlockingQueue<Integer> written = new LinkedBlockingQueue<>();
            work.run(written);
            if (written.contains(6) || written.contains(7)) {
              throw new IllegalStateException("broken as a whole");
            }
            checkpoints.advance(from, to, parked, queue -> queue.addAll(written));
          }
        };

    ProjectionRunner<?> runner =
        ProjectionRunner.of(
                ID, log.feed(), judging, (event, queue) -> queue.add(NumberLog.value(event)))
            .poison(PoisonPolicy.park(2))
            .retries(QUICK)
            .build();
    assertThat(runner.catchUp().parked()).isEqualTo(2);

    awaitNumbers(1, 5);
    awaitNumbers(8, 12);
    assertThat(runner.parked().list())
        .extracting(ParkedEvent::number)
        .containsExactly(3_001L, 4_000L);
  }

  @Test
  void a_unit_is_not_interrupted_by_the_end() throws Exception {
    log.append(2);
    CountDownLatch within = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    List<Boolean> interrupted = new CopyOnWriteArrayList<>();
    Projection<BlockingQueue<Integer>> slow =
        (event, queue) -> {
          within.countDown();
          closing.await();
          interrupted.add(Thread.currentThread().isInterrupted());
        };
    ProjectionRunner<?> runner = ProjectionRunner.of(ID, log.feed(), checkpoints, slow).build();
    runner.start();
    within.await();
    Thread ending = Thread.startVirtualThread(runner::close);
    closing.countDown();
    ending.join();

    assertThat(interrupted).containsExactly(false, false);
    assertThat(checkpoints.load(ID).applied()).isEqualTo(2);
  }

  @Test
  void a_number_rises_by_event() {
    log.append(5);
    List<RecordedEvent> events = log.feed().page(null, 10).events();
    assertThat(events).extracting(RecordedEvent::number).isSorted().doesNotHaveDuplicates();
    assertThat(IntStream.range(0, 5).mapToLong(i -> events.get(i).number()).boxed().toList())
        .isEqualTo(List.of(1_000L, 1_001L, 2_000L, 2_001L, 3_000L));
  }

  @Test
  void a_runner_runs_once_at_a_time() {
    try (ProjectionRunner<?> runner = runner().build()) {
      runner.start();
      assertThatThrownBy(runner::catchUp).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(runner::start).isInstanceOf(IllegalStateException.class);
    }
  }
}
