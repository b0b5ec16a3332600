package io.schemeless.eventstore.projection;

import io.schemeless.eventstore.client.RetryPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keeps a projection up to date: once, by [#catchUp()], or for as long as the process lives, by
/// [#start()].
///
/// ```java
/// JdbcCheckpoints checkpoints = new JdbcCheckpoints(dataSource);
/// ProjectionRunner<Connection> cases =
///     ProjectionRunner.of(ProjectionId.of("cases", 1), EventFeed.of(store.replay()), checkpoints, projection)
///         .poison(PoisonPolicy.park(3))
///         .build();
/// cases.start();
/// ```
///
/// @param <T> what the projection writes with
public final class ProjectionRunner<T> implements AutoCloseable {
  private final ProjectionId id;
  private final CheckpointStore<T> store;
  private final ProjectionProgress progress;
  private final UnitGate gate = new UnitGate();
  private final ProjectionLoop<T> loop;
  private final ParkedEvents<T> parked;
  private @Nullable Thread live;

  private ProjectionRunner(Builder<T> builder) {
    this.id = builder.id;
    this.store = builder.store;
    this.progress = new ProjectionProgress(id, builder.clock, builder.listener);
    PageApplier<T> applier =
        new PageApplier<>(
            builder.projection, store, builder.poison, builder.retries, progress, gate);
    PageSteps<T> steps =
        new PageSteps<>(id, builder.feed, store, applier, progress, gate, builder.batchSize);
    this.parked =
        new ParkedEvents<>(
            id, builder.feed, store, builder.projection, progress, gate, builder.batchSize);
    this.loop = new ProjectionLoop<>(id, steps, store, builder.retries, builder.standBy, progress);
  }

  public static <T> Builder<T> of(
      ProjectionId id, EventFeed feed, CheckpointStore<T> store, Projection<T> projection) {
    return new Builder<>(id, feed, store, projection);
  }

  /// Applies what is there, up to the end of the log, in this thread. Outages are waited for, up to
  /// the number of tries that the builder was given.
  ///
  /// @throws ProjectionException if it does not come to the end
  public ProjectionStatus catchUp() {
    synchronized (this) {
      if (live != null) {
        throw new IllegalStateException(id + " is running already");
      }
    }
    loop.catchUp();
    return status();
  }

  /// Begins to apply what is there and all that comes, on a virtual thread, until the runner is
  /// closed. Outages are waited for without an end. What ends it is a [ProjectionState] and the
  /// last failure.
  public synchronized void start() {
    if (live != null) {
      throw new IllegalStateException(id + " was started already");
    }
    live = Thread.ofVirtual().name(id.toString()).start(() -> loop.follow(gate));
  }

  /// How it is, now.
  public ProjectionStatus status() {
    return progress.status();
  }

  /// The events that it could not apply, by their number; what can be done with them is there.
  public ParkedEvents<T> parked() {
    return parked;
  }

  /// Goes back to the beginning: empties what the projection wrote and forgets its place, in one
  /// unit where the target has transactions. An instance that runs goes on from there. Readers see
  /// the view empty and then growing; to spare them that, build a new version beside it.
  public void restart(UnitOfWork<T> clearing) {
    gate.passOrBreak(
        id,
        () -> {
          ProjectionCheckpoint from = store.load(id);
          store.restart(from, from.restarted(), clearing);
          return from;
        });
  }

  /// Makes this version the one that serves its readers.
  ///
  /// @throws IllegalStateException if it is not caught up
  public void activate() {
    if (!status().caughtUp()) {
      throw new IllegalStateException(id + " is not caught up");
    }
    gate.passOrBreak(
        id,
        () -> {
          store.activate(id);
          return id;
        });
  }

  /// Ends it once the unit that it is in is done. It can be opened again by a new runner, here or
  /// elsewhere.
  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      running = live;
    }
    if (running != null) {
      gate.shut(running);
      boolean interrupted = false;
      while (running.isAlive()) {
        try {
          running.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    progress.state(ProjectionState.CLOSED);
  }

  /// How a runner is made.
  public static final class Builder<T> {
    private static final RetryPolicy RETRIES =
        new RetryPolicy(8, Duration.ofMillis(100), Duration.ofSeconds(10));

    private final ProjectionId id;
    private final EventFeed feed;
    private final CheckpointStore<T> store;
    private final Projection<T> projection;
    private int batchSize = 500;
    private PoisonPolicy poison = PoisonPolicy.stop();
    private RetryPolicy retries = RETRIES;
    private Duration standBy = Duration.ofSeconds(10);
    private InstantSource clock = InstantSource.system();
    private Consumer<ProjectionStatus> listener = status -> {};

    private Builder(
        ProjectionId id, EventFeed feed, CheckpointStore<T> store, Projection<T> projection) {
      this.id = id;
      this.feed = feed;
      this.store = store;
      this.projection = projection;
    }

    /// How many events are read, and applied in one unit, at a time; 500 if nothing is said.
    public Builder<T> batchSize(int events) {
      batchSize = events;
      return this;
    }

    /// What becomes of an event that cannot be applied; the projection stops, if nothing is said.
    public Builder<T> poison(PoisonPolicy value) {
      poison = value;
      return this;
    }

    /// The pauses between tries, random below a bound that doubles; and how often [#catchUp] tries.
    public Builder<T> retries(RetryPolicy value) {
      retries = value;
      return this;
    }

    /// How long a second instance leaves the first one alone before it looks whether that one still
    /// moves.
    public Builder<T> standBy(Duration value) {
      standBy = value;
      return this;
    }

    /// Tells the time that the lag is counted by.
    public Builder<T> clock(InstantSource value) {
      clock = value;
      return this;
    }

    /// Is told whenever something changed, in the projection's thread: it must be quick, and must
    /// not throw.
    public Builder<T> listener(Consumer<ProjectionStatus> value) {
      listener = value;
      return this;
    }

    public ProjectionRunner<T> build() {
      return new ProjectionRunner<>(this);
    }
  }
}
