package io.schemeless.eventstore.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.faults.StorePlace.Client;
import io.schemeless.eventstore.history.History;
import io.schemeless.eventstore.history.History.Outcome;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.testing.FaultyHttp;
import io.schemeless.eventstore.testing.FaultyHttp.Request;
import io.schemeless.eventstore.testing.HttpFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A writer that stops between its ticket and its commit leaves a hole in the log. Later it goes
/// on: before or after somebody sealed the hole, or finished the append.
class HolesTest {
  private static final StoreOptions PATIENT =
      StoreOptions.DEFAULT.withGrace(Duration.ofHours(1), Duration.ofHours(1));
  private static final StoreOptions IMPATIENT =
      StoreOptions.DEFAULT.withGrace(Duration.ZERO, Duration.ZERO);
  private static final StreamId C = StreamId.of("invoice", "c");

  private final StorePlace place = StorePlace.fresh();
  private final History history = new History();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicBoolean first = new AtomicBoolean(true);
  private final EventStore others = place.open(PATIENT);

  private HttpFault stopAtTheSlot(Request request) {
    if (!DynamoDbAnswers.isSlotPut(request) || !first.compareAndSet(true, false)) {
      return new HttpFault.None();
    }
    stopped.countDown();
    return new HttpFault.Held(goOn);
  }

  /// What the others do while a writer has stopped.
  private interface Meanwhile {
    void run();
  }

  private List<String> afterAStop(AppendRequest request, Meanwhile meanwhile) throws Exception {
    history.append(others, AppendRequest.of(event(SampleStore.A, 1)));
    FaultyHttp http = new FaultyHttp(this::stopAtTheSlot);
    try (EventStore stopping = place.open(http, Client.ENDURING, PATIENT);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> made = threads.submit(() -> history.append(stopping, request));
      AtomicBoolean done = new AtomicBoolean();
      stopped.await();
      Future<?> tail = threads.submit(() -> history.tail(others, 2, done::get));
      try {
        meanwhile.run();
      } finally {
        goOn.countDown();
      }
      assertThat(made.get()).isEqualTo(Outcome.ACKNOWLEDGED);
      done.set(true);
      tail.get();
    }
    assertThat(history.judge(others).broken()).isEmpty();
    place.sound();
    return payloads(others.allEvents(10));
  }

  @Test
  void a_hole_that_is_filled_in_time_is_read_in_its_place() throws Exception {
    List<String> log =
        afterAStop(
            AppendRequest.of(event(SampleStore.A, 2), event(C, 3)),
            () -> {
              history.append(others, AppendRequest.of(event(SampleStore.B, 4)));
              EventPage page = others.replay(null, PageLimits.DEFAULT, ReplayFilter.ALL);
              assertThat(payloads(page.events())).containsExactly("1");
              assertThat(page.caughtUp()).isFalse();
              assertThat(payloads(others.streamEvents(SampleStore.B, 1))).containsExactly("4");
              assertThat(payloads(others.streamEvents(SampleStore.A, 1))).containsExactly("1");
            });

    assertThat(log).containsExactly("1", "2", "3", "4");
  }

  @Test
  void a_writer_whose_hole_was_sealed_appends_behind_it() throws Exception {
    List<String> log =
        afterAStop(
            AppendRequest.of(event(SampleStore.A, 2), event(C, 3)),
            () -> {
              history.append(others, AppendRequest.of(event(SampleStore.B, 4)));
              assertThat(payloads(place.open(IMPATIENT).allEvents(10))).containsExactly("1", "4");
            });

    assertThat(log).containsExactly("1", "4", "2", "3");
  }

  @Test
  void a_writer_learns_that_its_append_was_finished_for_it() throws Exception {
    List<String> log =
        afterAStop(
            AppendRequest.of(event(SampleStore.A, 2)),
            () -> history.append(place.open(PATIENT), AppendRequest.of(event(SampleStore.A, 3))));

    assertThat(log).containsExactly("1", "2", "3");
  }

  @Test
  void a_writer_whose_streams_went_on_without_it_appends_behind_them() throws Exception {
    List<String> log =
        afterAStop(
            AppendRequest.of(event(SampleStore.A, 2), event(C, 3)).withIdempotencyKey("k"),
            () ->
                history.append(
                    place.open(IMPATIENT),
                    AppendRequest.of(
                        event(SampleStore.A, 4), event(C, 5), event(SampleStore.A, 6))));

    assertThat(log).containsExactly("1", "4", "5", "6", "2", "3");
  }

  @Test
  void writers_and_readers_agree_although_holes_appear_and_fill_later() throws Exception {
    load(3, 8);
  }

  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @Test
  void writers_and_readers_agree_in_a_long_load_although_holes_fill_later() throws Exception {
    load(8, 100);
  }

  private void load(int writers, int appends) throws Exception {
    DelayedSlots holdingUp = new DelayedSlots();
    List<EventStore> processes = new ArrayList<>();
    Supplier<EventStore> process =
        () -> {
          processes.add(place.open(new FaultyHttp(holdingUp), Client.ENDURING));
          return processes.getLast();
        };
    new LiveLoad(process, writers, appends).run(place.open());
    processes.forEach(EventStore::close);

    assertThat(holdingUp.count()).isPositive();
    place.sound();
  }

  private static NewEvent event(StreamId stream, int number) {
    return SampleStore.event(stream, "" + number);
  }

  private static List<String> payloads(Iterable<Event> events) {
    List<String> texts = new ArrayList<>();
    events.forEach(event -> texts.add(event.payload().text()));
    return texts;
  }
}
