package io.schemeless.eventstore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.history.ForwardingStore;
import io.schemeless.eventstore.history.History;
import io.schemeless.eventstore.history.Verdict.Counts;
import io.schemeless.eventstore.simulation.Scenario.Protocol;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.FindEvents.Chain;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.PurgeState;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamQuery;
import io.schemeless.eventstore.verify.StoreVerifier;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;

/// One long run of many processes, all of which follows from its seed.
final class RandomRun {
  private static final StoreOptions OPTIONS =
      StoreOptions.DEFAULT.withOffloadThreshold(4096).withDictionaryAfter(8);
  private static final int AN_HOUR = 3_600_000;

  private final Protocol protocol;
  private final Turns turns;
  private final Random random;
  private final RandomWorld world;
  private final RandomRequests requests;
  private final History history = new History();
  private final int maxSkew;

  /// Those that work beside the writers: what a writer has left, any of them may finish.
  private int beside;

  private int writing;
  private int resets;

  private RandomRun(long seed, Protocol protocol) {
    this.protocol = protocol;
    this.turns = new Turns(seed);
    this.random = turns.random();
    this.world = new RandomWorld(turns, random.nextInt(4) * 15);
    this.resets = random.nextInt(3);
    this.maxSkew = random.nextInt(2) * AN_HOUR;
    this.requests = new RandomRequests(random);
  }

  /// @param hash tells two different runs apart
  /// @param counts what was judged
  record Ran(long hash, Counts counts) {}

  /// Runs and judges it.
  static Ran run(long seed, Protocol protocol) {
    RandomRun run = new RandomRun(seed, protocol);
    Counts counts = run.run();
    return new Ran(run.world.hash(), counts);
  }

  private EventStore open() {
    OpPorts ports = new OpPorts(world);
    return protocol.open(ports, ports, new RandomHost(turns, maxSkew), OPTIONS);
  }

  private Counts run() {
    int writers = 2 + random.nextInt(4);
    int appends = 4 + random.nextInt(12);
    for (int i = 0; i < writers; i++) {
      writing++;
      turns.start(() -> write(appends));
    }
    turns.start(() -> tail(1 + random.nextInt(4)));
    turns.start(() -> tail(100));
    again(() -> read(open()), 300);
    again(this::keep, 3_000);
    if (resets > 0) {
      turns.start(this::reset);
    }
    turns.run(world::haunt);

    OpPorts sound = new OpPorts(op -> op.on(world.cells, world.objects), false, true);
    SimulatedHost host = new SimulatedHost(99, false);
    EventStore judged = protocol.open(sound, sound, host, Scenario.options(3));
    var verdict = history.judge(judged);
    assertThat(verdict.broken()).isEmpty();
    TableState table = world.table();
    assertThat(CommittedTruth.of(table).flaw(table)).isNull();
    Agreement.check(judged, requests);
    StoreVerifier verifier = new StoreVerifier(sound, sound, host, Scenario.options(3));
    assertThat(verifier.verify((_, _) -> {}).findings()).isEmpty();
    return verdict.counts();
  }

  /// A process that is killed is followed by another, with nothing of its memory.
  private void write(int left) {
    int i = 0;
    try {
      EventStore store = open();
      for (; i < left; i++) {
        write(store);
        turns.await(random.nextInt(200));
      }
      writing--;
    } catch (Turns.Death death) {
      int rest = left - i - 1;
      turns.start(() -> write(rest));
    }
  }

  private void write(EventStore store) {
    try {
      if (random.nextInt(3) == 0) {
        int together = 2 + random.nextInt(3);
        history.appendAll(
            store, IntStream.range(0, together).mapToObj(_ -> requests.next(store)).toList());
      } else {
        history.appendAndReadBack(store, requests.next(store));
      }
    } catch (StoreException.Throttled | StoreException.Unavailable e) {
      // Reading back failed.
    }
  }

  private void tail(int pageSize) {
    try {
      history.tail(
          open(),
          pageSize,
          () -> {
            turns.await(300);
            return writing == 0 && beside == 0 && resets == 0;
          });
    } catch (Turns.Death death) {
      turns.start(() -> tail(pageSize));
    }
  }

  /// Starts a process that does something now and then, as long as there are writers.
  private void again(Runnable work, int pause) {
    beside++;
    turns.start(
        () -> {
          try {
            while (writing > 0) {
              turns.await(random.nextInt(pause));
              tried(work);
            }
            beside--;
          } catch (Turns.Death death) {
            beside--;
            again(work, pause);
          }
        });
  }

  private static void tried(Runnable work) {
    try {
      work.run();
    } catch (StoreException.Throttled | StoreException.Unavailable e) {
      // Another try follows.
    }
  }

  private void read(EventStore store) {
    for (int i = 0; i < 5; i++) {
      StreamId stream = requests.stream();
      StreamQuery query =
          random.nextBoolean() ? StreamQuery.forward(stream) : StreamQuery.backward(stream);
      if (random.nextBoolean()) {
        query = query.from(1L + random.nextInt(12)).limit(PageLimits.ofEvents(3));
      }
      history.readStream(store, query);
      switch (random.nextInt(3)) {
        case 0 -> store.listStreams("d", null, 1 + random.nextInt(3));
        case 1 -> store.chain(new Chain.Correlation(requests.chain()), null, PageLimits.DEFAULT);
        default -> {
          store.event(requests.id());
          store.event(requests.id(), "/0");
        }
      }
    }
  }

  private void keep() {
    open().info();
    OpPorts ports = new OpPorts(world);
    RandomHost host = new RandomHost(turns, maxSkew);
    StoreVerifier verifier = new StoreVerifier(ports, ports, host, OPTIONS);
    switch (random.nextInt(3)) {
      case 0 -> open().purge(Duration.ofMillis(random.nextInt(2_000)));
      case 1 -> assertThat(verifier.verify((_, _) -> {}).findings()).isEmpty();
      default -> assertThat(verifier.repair(false, (_, _) -> {}).findings()).isEmpty();
    }
  }

  private void reset() {
    try {
      EventStore store = open();
      while (resets > 0) {
        turns.await(random.nextInt(4_000));
        tried(() -> history.reset(new Resetting(store), Duration.ofMillis(random.nextInt(2_000))));
        resets--;
      }
    } catch (Turns.Death death) {
      turns.start(this::reset);
    }
  }

  /// A reset is not over as long as its request is under way.
  private final class Resetting extends ForwardingStore {
    Resetting(EventStore store) {
      super(store);
    }

    @Override
    public PurgeState reset(Duration budget) {
      try {
        return super.reset(budget);
      } catch (Turns.Death death) {
        world.dropResets();
        throw death;
      } finally {
        while (world.hasResets()) {
          turns.await(50);
        }
      }
    }
  }
}
