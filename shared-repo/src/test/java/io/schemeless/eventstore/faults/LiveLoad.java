package io.schemeless.eventstore.faults;

import static io.schemeless.eventstore.faults.SampleStore.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.conformance.Noise;
import io.schemeless.eventstore.history.History;
import io.schemeless.eventstore.history.History.Outcome;
import io.schemeless.eventstore.history.Verdict;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Writers, tailing readers and readers of streams at work on one store, each a process of its own.
///
/// @param processes opens a store; whoever gave it closes them
/// @param appends that each writer gets acknowledged
record LiveLoad(Supplier<EventStore> processes, int writers, int appends) {
  private static final List<StreamId> STREAMS =
      List.of(SampleStore.A, SampleStore.B, StreamId.of("invoice", "c"));

  /// Runs it to the end, and judges it.
  void run(EventStore healthy) throws Exception {
    History history = new History();
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger numbers = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> reading = new ArrayList<>();
      for (int page : List.of(3, 60)) {
        EventStore tailing = processes.get();
        reading.add(threads.submit(() -> history.tail(tailing, page, done::get)));
      }
      EventStore streams = processes.get();
      reading.add(threads.submit(() -> read(history, streams, done::get)));
      List<Future<?>> writing = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        int seed = i;
        EventStore writer = processes.get();
        writing.add(threads.submit(() -> write(history, writer, new Random(seed), numbers)));
      }
      try {
        for (Future<?> writer : writing) {
          writer.get();
        }
      } finally {
        done.set(true);
      }
      for (Future<?> reader : reading) {
        reader.get();
      }
    }
    Verdict verdict = history.judge(healthy);
    assertThat(verdict.broken()).isEmpty();
    assertThat(verdict.counts().acknowledged()).isEqualTo((long) writers * appends);
  }

  private static void read(History history, EventStore store, BooleanSupplier done) {
    Map<StreamId, Long> versions = new HashMap<>();
    while (!done.getAsBoolean()) {
      for (StreamId stream : STREAMS) {
        long version = store.streamVersion(stream);
        long before = versions.merge(stream, version, (last, _) -> last);
        assertThat(version).as("a stream never shrinks").isGreaterThanOrEqualTo(before);
        versions.put(stream, version);
        StreamQuery newest = StreamQuery.forward(stream).from(Math.max(1, version - 20));
        history.readStream(store, newest);
        history.readStream(store, StreamQuery.backward(stream).limit(PageLimits.ofEvents(7)));
      }
    }
  }

  private void write(History history, EventStore store, Random random, AtomicInteger numbers) {
    for (int made = 0; made < appends; ) {
      List<NewEvent> events = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        StreamId stream = STREAMS.get(random.nextInt(STREAMS.size()));
        String filling = random.nextInt(4) == 0 ? Noise.text(1_500) : "";
        events.add(event(stream, "\"" + numbers.incrementAndGet() + " " + filling + '"'));
      }
      AppendRequest request =
          AppendRequest.of(events).withIdempotencyKey("key-" + numbers.incrementAndGet());
      StreamId first = events.getFirst().stream();
      if (random.nextInt(3) == 0) {
        request = request.expecting(first, ExpectedVersion.exactly(store.streamVersion(first)));
      }
      made += history.appendAndReadBack(store, request) == Outcome.ACKNOWLEDGED ? 1 : 0;
    }
  }
}
