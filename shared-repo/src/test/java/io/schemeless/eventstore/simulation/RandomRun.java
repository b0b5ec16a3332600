package io.schemeless.eventstore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.conformance.Noise;
import io.schemeless.eventstore.history.History;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.StoreOptions;
import io.schemeless.eventstore.simulation.Scenario.Protocol;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// One long run of many processes, all of which follows from its seed.
final class RandomRun {
  private static final StoreOptions OPTIONS = StoreOptions.DEFAULT.withOffloadThreshold(4096);
  private static final String BODY = Noise.text(6_000);

  private final Protocol protocol;
  private final Turns turns;
  private final Random random;
  private final RandomWorld world;
  private final History history = new History();
  private final List<StreamId> streams = new ArrayList<>();
  private final List<AppendRequest> keyed = new ArrayList<>();
  private int writing;
  private int numbers;
  private int resets;

  private RandomRun(long seed, Protocol protocol) {
    this.protocol = protocol;
    this.turns = new Turns(seed);
    this.random = turns.random();
    this.world = new RandomWorld(turns, random.nextInt(4) * 15);
    this.resets = random.nextInt(3);
    for (int i = random.nextInt(3); i >= 0; i--) {
      streams.add(StreamId.of("d", "s" + i));
    }
  }

  /// Runs and judges it; returns what tells two different runs apart.
  static long run(long seed, Protocol protocol) {
    RandomRun run = new RandomRun(seed, protocol);
    run.run();
    return run.world.hash();
  }

  private EventStore open() {
    OpPorts ports = new OpPorts(world);
    return protocol.open(ports, ports, new RandomHost(turns), OPTIONS);
  }

  private void run() {
    int writers = 2 + random.nextInt(4);
    int appends = 4 + random.nextInt(12);
    for (int i = 0; i < writers; i++) {
      writing++;
      turns.start(() -> write(appends));
    }
    turns.start(() -> tail(1 + random.nextInt(4)));
    turns.start(() -> tail(100));
    turns.start(this::readStreams);
    if (resets > 0) {
      turns.start(this::reset);
    }
    turns.run(world::haunt);

    OpPorts sound = new OpPorts(op -> op.on(world.cells, world.objects));
    EventStore judged =
        protocol.open(sound, sound, new SimulatedHost(99, false), Scenario.options(3));
    assertThat(history.judge(judged).broken()).isEmpty();
    Table table = world.table();
    assertThat(Truth.of(table).flaw(table)).isNull();
  }

  /// A process that is killed is followed by another, with nothing of its memory.
  private void write(int left) {
    EventStore store = open();
    int i = 0;
    try {
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
    AppendRequest request = request(store);
    try {
      history.appendAndReadBack(store, request);
    } catch (StoreException.Throttled | StoreException.Unavailable e) {
      // Reading back failed.
    }
  }

  private AppendRequest request(EventStore store) {
    if (!keyed.isEmpty() && random.nextInt(4) == 0) {
      return keyed.get(random.nextInt(keyed.size()));
    }
    List<NewEvent> events = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      events.add(event());
    }
    AppendRequest request = AppendRequest.of(events);
    if (random.nextInt(3) == 0) {
      StreamId stream = events.getFirst().stream();
      request = request.expecting(stream, ExpectedVersion.exactly(version(store, stream)));
    }
    if (random.nextInt(3) == 0) {
      request = request.withIdempotencyKey("k" + numbers);
      keyed.add(request);
    }
    return request;
  }

  private NewEvent event() {
    int number = numbers++;
    StreamId stream = streams.get(random.nextInt(streams.size()));
    String body = random.nextInt(10) == 0 ? "\"" + BODY + number + "\"" : "" + number;
    NewEvent event = NewEvent.of(stream, "t", Json.parse(body));
    return random.nextInt(4) == 0 ? event.withCorrelationId("c" + number % 5) : event;
  }

  private static long version(EventStore store, StreamId stream) {
    try {
      return store.streamVersion(stream);
    } catch (StoreException.Throttled | StoreException.Unavailable e) {
      return 0;
    }
  }

  private void tail(int pageSize) {
    try {
      history.tail(
          open(),
          pageSize,
          () -> {
            turns.await(300);
            return writing == 0 && resets == 0;
          });
    } catch (Turns.Death death) {
      turns.start(() -> tail(pageSize));
    }
  }

  private void readStreams() {
    try {
      EventStore store = open();
      while (writing > 0) {
        readStream(store, streams.get(random.nextInt(streams.size())));
        turns.await(random.nextInt(300));
      }
    } catch (Turns.Death death) {
      turns.start(this::readStreams);
    }
  }

  private void readStream(EventStore store, StreamId stream) {
    try {
      history.readStream(store, StreamQuery.forward(stream));
    } catch (StoreException.Throttled | StoreException.Unavailable e) {
      // Another read follows.
    }
  }

  private void reset() {
    try {
      EventStore store = open();
      while (resets > 0) {
        turns.await(random.nextInt(4_000));
        resetOnce(store);
        resets--;
      }
    } catch (Turns.Death death) {
      turns.start(this::reset);
    }
  }

  private void resetOnce(EventStore store) {
    try {
      history.reset(store, Duration.ofMillis(random.nextInt(2_000)));
    } catch (StoreException.Throttled | StoreException.Unavailable e) {
      // The next one purges what this one left.
    }
  }
}
