package io.schemeless.eventstore.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.faults.StorePlace.Client;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.testing.FaultyHttp;
import io.schemeless.eventstore.testing.FaultyHttp.Request;
import io.schemeless.eventstore.testing.HttpFault;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Hundreds of operations, of whose requests many go wrong, leave nothing behind: no connection, no
/// thread, no memory.
class LeakTest {
  private static final Pattern POOLED =
      Pattern.compile("(pool-\\d+-thread|sdk-ScheduledExecutor-\\d+)-\\d+");

  /// Threads of the servers in this process, and those that the JDK keeps for all of it.
  private static final Set<String> COMMON =
      Set.of("qtp", "S3Proxy", "Keep-Alive", "ForkJoinPool", "VirtualThread-", "Common-Cleaner");

  private static final int ROUNDS = 4;

  private final List<WeakReference<Object>> passed = new ArrayList<>();
  private final StorePlace place = SampleStore.filled();
  private int requests;
  private int failures;

  /// Every fifth request goes wrong, each time in another way.
  private synchronized HttpFault everyFifth(Request request) {
    requests++;
    if (requests % 5 != 0) {
      return new HttpFault.None();
    }
    // The slow ones come seldom, as each waits for a time limit.
    FaultKind[] quick = {
      FaultKind.NOT_SENT,
      FaultKind.ANSWER_LOST,
      FaultKind.THROTTLED,
      FaultKind.BROKEN,
      FaultKind.CUT_SHORT
    };
    return switch (requests % 400) {
      case 0 -> FaultKind.LATE.of(request);
      case 200 -> FaultKind.UNANSWERED.of(request);
      default -> quick[requests / 5 % quick.length].of(request);
    };
  }

  @Test
  void a_store_that_is_closed_leaves_no_connection_no_thread_and_no_memory() throws Exception {
    Set<String> before = threads();
    FaultyHttp http = new FaultyHttp(this::everyFifth);
    WeakReference<EventStore> closed = new WeakReference<>(used(http));
    http.awaitLate();

    assertThat(failures).as("operations that failed").isPositive();
    assertThat(http.openBodies()).as("answers left open").isZero();
    eventually(() -> before.containsAll(threads()));
    assertThat(before).as("threads").containsAll(threads());
    eventually(() -> closed.get() == null);
    assertThat(closed.get()).as("the closed store").isNull();
  }

  private EventStore used(FaultyHttp http) {
    try (EventStore store = place.open(http, Client.HASTY)) {
      use(store);
      return store;
    }
  }

  @Test
  void an_open_store_keeps_nothing_of_what_passed_through_it() throws Exception {
    FaultyHttp http = new FaultyHttp(this::everyFifth);
    try (EventStore store = place.open(http, Client.HASTY)) {
      use(store);
      eventually(() -> kept().isEmpty());

      assertThat(passed).hasSizeGreaterThan(50);
      assertThat(kept()).as("answers and errors that are still held").isEmpty();
      assertThat(store.allEvents(100)).isNotEmpty();
    }
    http.awaitLate();
  }

  private void use(EventStore store) {
    for (int i = 0; i < ROUNDS; i++) {
      for (Appending append : Appending.values()) {
        String name = append + "-" + i;
        pass(() -> store.append(append.request(name)));
      }
      for (EveryReadOperation read : EveryReadOperation.values()) {
        pass(() -> read.run(store));
      }
    }
  }

  private interface Operation {
    Object run();
  }

  private void pass(Operation operation) {
    try {
      Object answer = operation.run();
      if (!isShared(answer)) {
        passed.add(new WeakReference<>(answer));
      }
    } catch (StoreException e) {
      failures++;
      passed.add(new WeakReference<>(e));
    }
  }

  /// What the JDK has but one of.
  private static boolean isShared(Object answer) {
    return answer instanceof Long || answer.equals(List.of()) || answer.equals(Optional.empty());
  }

  private List<String> kept() {
    List<String> kept = new ArrayList<>();
    for (WeakReference<Object> reference : passed) {
      Object answer = reference.get();
      if (answer != null) {
        kept.add(answer.getClass().getName());
      }
    }
    return kept;
  }

  /// Pools by their names: one that was there before, as the emulators', may start another of its
  /// threads late.
  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> COMMON.stream().noneMatch(thread.getName()::startsWith))
        .map(thread -> POOLED.matcher(thread.getName()).replaceFirst("$1"))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /// Waits, collecting garbage, for what must come.
  private static void eventually(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
      System.gc();
      Thread.sleep(100);
    }
  }
}
