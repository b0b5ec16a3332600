package io.schemeless.eventstore.log.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.conformance.ForwardingCells;
import io.schemeless.eventstore.conformance.Noise;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.AppendOutcome;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.Misconfigured;
import io.schemeless.eventstore.store.StoreException.OutcomeUnknown;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.store.StreamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Threads of one process that append at the same time.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupCommitTest {
  private static final StreamId A = StreamId.of("a", "1");

  /// Holds the first ticket back until it is let go, and counts tickets.
  private static final class Gate extends ForwardingCells {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private @Nullable Supplier<RuntimeException> failure;
    private @Nullable Error error;
    private int tickets;

    Gate() {
      super(new MemoryCells());
    }

    @Override
    public OptionalLong increment(
        Key key, String attribute, Condition.Is guard, @Nullable Note note) {
      reached.countDown();
      try {
        open.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (error != null) {
        throw error;
      }
      tickets++;
      return super.increment(key, attribute, guard, note);
    }

    @Override
    public Put put(Cell cell, Condition condition) {
      if (failure != null && cell.key().partition().endsWith("3:bad")) {
        throw failure.get();
      }
      return super.put(cell, condition);
    }
  }

  private final Gate gate = new Gate();
  private final List<Thread> threads = new ArrayList<>();

  private EventStore open(Duration timeLimit) {
    return new LogEventStore(
        gate,
        new MemoryObjectStore(),
        new SystemHost(),
        StoreOptions.DEFAULT.withTimeLimit(timeLimit));
  }

  private static AppendRequest to(StreamId stream) {
    return AppendRequest.of(NewEvent.of(stream, "t", Json.parse("1")));
  }

  private FutureTask<AppendOutcome> start(EventStore store, AppendRequest request) {
    FutureTask<AppendOutcome> task =
        new FutureTask<>(() -> store.appendAll(List.of(request)).getFirst());
    Thread thread = new Thread(task);
    threads.add(thread);
    thread.start();
    return task;
  }

  /// One append is held at its ticket, and all others wait behind it.
  private List<FutureTask<AppendOutcome>> crowd(EventStore store, List<AppendRequest> requests)
      throws Exception {
    List<FutureTask<AppendOutcome>> tasks = new ArrayList<>();
    tasks.add(start(store, requests.getFirst()));
    gate.reached.await();
    requests.subList(1, requests.size()).forEach(request -> tasks.add(start(store, request)));
    awaitWaiting(1);
    return tasks;
  }

  private void awaitWaiting(int from) throws InterruptedException {
    for (Thread thread : threads.subList(from, threads.size())) {
      while (thread.getState() != Thread.State.WAITING
          && thread.getState() != Thread.State.TIMED_WAITING
          && thread.isAlive()) {
        Thread.sleep(1);
      }
    }
  }

  private static AppendResult made(FutureTask<AppendOutcome> task) throws Exception {
    assertThat(task.get()).isInstanceOf(AppendOutcome.Appended.class);
    return ((AppendOutcome.Appended) task.get()).result();
  }

  private static Throwable failed(FutureTask<AppendOutcome> task) throws Exception {
    assertThat(task.get()).isInstanceOf(AppendOutcome.Failed.class);
    return ((AppendOutcome.Failed) task.get()).why();
  }

  private static List<Event> all(EventStore store) {
    List<Event> events = new ArrayList<>();
    store.allEvents(100).forEach(events::add);
    return events;
  }

  @Test
  void all_that_wait_for_one_stream_go_together() throws Exception {
    EventStore store = open(Duration.ofSeconds(50));
    List<FutureTask<AppendOutcome>> tasks =
        crowd(store, IntStream.range(0, 200).mapToObj(_ -> to(A)).toList());
    gate.open.countDown();

    List<AppendResult.Appended> told = new ArrayList<>();
    for (FutureTask<AppendOutcome> task : tasks) {
      told.addAll(made(task).events());
    }
    assertThat(told)
        .extracting(AppendResult.Appended::sequence)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 200).mapToObj(i -> (long) i).toList());
    assertThat(all(store))
        .extracting(Event::id)
        .containsExactlyInAnyOrderElementsOf(told.stream().map(AppendResult.Appended::id).toList());
    // Who is only about to wait may miss the group of those that do.
    assertThat(gate.tickets).isBetween(2, 20);
  }

  @Test
  void all_that_wait_for_a_place_go_together() throws Exception {
    EventStore store = open(Duration.ofSeconds(50));
    List<AppendRequest> requests =
        IntStream.range(0, 64).mapToObj(i -> to(StreamId.of("a", "" + i))).toList();
    List<FutureTask<AppendOutcome>> tasks = crowd(store, requests);
    gate.open.countDown();

    for (FutureTask<AppendOutcome> task : tasks) {
      assertThat(made(task).events().getFirst().sequence()).isEqualTo(1);
    }
    assertThat(all(store)).hasSize(64);
    // Four start at once, and the other 60 are three groups or a few more.
    assertThat(gate.tickets).isBetween(GroupCommit.MAX_GROUPS + 60 / GroupBounds.MAX_ITEMS, 20);
  }

  @Test
  void who_waits_for_too_long_is_told_a_definite_no() throws Exception {
    EventStore store = open(Duration.ofMillis(50));
    List<FutureTask<AppendOutcome>> tasks = crowd(store, List.of(to(A), to(A)));
    assertThat(failed(tasks.get(1))).isInstanceOf(Unavailable.class);
    gate.open.countDown();

    assertThat(made(tasks.get(0)).position()).isEqualTo(1);
    assertThat(all(store)).hasSize(1);
  }

  @Test
  void who_is_interrupted_while_it_waits_has_appended_nothing() throws Exception {
    EventStore store = open(Duration.ofSeconds(50));
    List<FutureTask<AppendOutcome>> tasks = crowd(store, List.of(to(A), to(A), to(A)));
    threads.get(1).interrupt();
    assertThat(failed(tasks.get(1))).isInstanceOf(Unavailable.class);
    gate.open.countDown();

    assertThat(made(tasks.get(0)).position()).isEqualTo(1);
    assertThat(made(tasks.get(2)).position()).isEqualTo(2);
    assertThat(all(store)).hasSize(2);
  }

  @Test
  void the_fault_of_one_is_not_the_others() throws Exception {
    gate.failure = () -> new Misconfigured("the table takes no such item", null);
    EventStore store = open(Duration.ofSeconds(50));
    List<AppendRequest> requests =
        List.of(
            to(A),
            to(StreamId.of("a", "2")),
            to(StreamId.of("a", "3")),
            to(StreamId.of("a", "4")),
            to(StreamId.of("a", "5")),
            to(StreamId.of("bad", null)),
            to(StreamId.of("a", "6")));
    List<FutureTask<AppendOutcome>> tasks = crowd(store, requests);
    gate.open.countDown();

    assertThat(failed(tasks.get(5))).isInstanceOf(Misconfigured.class);
    for (int i : new int[] {0, 1, 2, 3, 4, 6}) {
      assertThat(made(tasks.get(i)).repeated()).isFalse();
    }
    assertThat(all(store)).hasSize(6);
  }

  @Test
  void who_waited_for_a_thread_that_broke_off_knows_of_no_outcome() throws Exception {
    EventStore store = open(Duration.ofSeconds(50));
    List<FutureTask<AppendOutcome>> tasks = crowd(store, List.of(to(A), to(A)));
    tasks.add(start(store, to(A)));
    awaitWaiting(2);
    gate.error = new StackOverflowError("of the first thread, and of the second");
    gate.open.countDown();

    assertThat(failed(tasks.get(2))).isInstanceOf(OutcomeUnknown.class);
    assertThat(threads.get(0).isAlive() && tasks.get(0).state() == FutureTask.State.SUCCESS)
        .isFalse();
  }

  @Test
  void what_a_caller_that_broke_off_did_not_begin_stands_in_nobody_s_way() {
    EventStore store = open(Duration.ofSeconds(50));
    gate.open.countDown();
    gate.error = new StackOverflowError("of the first group");
    StreamId other = StreamId.of("a", "2");
    NewEvent large = NewEvent.of(other, "t", Json.parse('"' + Noise.text(50_000) + '"'));
    List<AppendRequest> requests = List.of(to(A), AppendRequest.of(large));
    assertThatThrownBy(() -> store.appendAll(requests)).isSameAs(gate.error);
    gate.error = null;

    assertThat(store.append(to(other)).events().getFirst().sequence()).isEqualTo(1);
    assertThat(store.append(to(A)).events().getFirst().sequence()).isEqualTo(1);
  }

  @Test
  void several_of_one_caller_are_each_for_itself() {
    EventStore store = open(Duration.ofSeconds(50));
    gate.open.countDown();
    AppendRequest keyed = to(A).withIdempotencyKey("k");
    List<AppendOutcome> outcomes =
        store.appendAll(List.of(to(A), keyed, AppendRequest.of(List.of()), keyed, to(A)));

    assertThat(outcomes)
        .extracting(Object::getClass)
        .containsExactly(
            AppendOutcome.Appended.class,
            AppendOutcome.Appended.class,
            AppendOutcome.Failed.class,
            AppendOutcome.Appended.class,
            AppendOutcome.Appended.class);
    AppendResult first = ((AppendOutcome.Appended) outcomes.get(1)).result();
    AppendResult again = ((AppendOutcome.Appended) outcomes.get(3)).result();
    assertThat(again.repeated()).isTrue();
    assertThat(again.events()).isEqualTo(first.events());
    assertThat(all(store)).hasSize(3);
  }
}
