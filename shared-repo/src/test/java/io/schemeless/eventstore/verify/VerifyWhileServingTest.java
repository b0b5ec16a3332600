package io.schemeless.eventstore.verify;

import static io.schemeless.eventstore.verify.VerifiedStore.A;
import static io.schemeless.eventstore.verify.VerifiedStore.B;
import static io.schemeless.eventstore.verify.VerifiedStore.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.schemeless.eventstore.conformance.DyingCells;
import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.verify.Verification.Count;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What writers do while a check or a repair runs, and what they leave when they die, is in order.
class VerifyWhileServingTest {
  private static final int WRITERS = 4;
  private static final int APPENDS = 100;

  private final Ports ports = new Ports(new MemoryCells(), new MemoryObjectStore());
  private final VerifiedStore verified = VerifiedStore.of(ports);

  @Test
  void checks_and_repairs_among_busy_writers_find_and_harm_nothing() throws Exception {
    List<Verification> found = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        writers.add(threads.submit(() -> write(writer)));
      }
      do {
        found.add(verified.verify());
        found.add(verified.repair());
      } while (!writers.stream().allMatch(Future::isDone));
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
    found.add(verified.verify());

    assertThat(found).allSatisfy(each -> assertThat(each.findings()).isEmpty());
    assertThat(found.getLast().count(Count.EVENTS)).isEqualTo(8 + WRITERS * APPENDS * 2);
    assertThat(verified.store().allEvents(100)).hasSize(8 + WRITERS * APPENDS * 2);
  }

  private void write(int writer) {
    EventStore store = ports.open();
    for (int i = 0; i < APPENDS; i++) {
      store.append(
          AppendRequest.of(
                  event(A, i).withId(writer + "-" + i).withCorrelationId("chain-" + writer),
                  event(B, i))
              .withIdempotencyKey("key-" + writer + "-" + i));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void what_a_writer_leaves_that_dies_at_any_call_is_no_finding_and_can_be_closed(int calls) {
    EventStore dying =
        new Ports(new DyingCells(ports.cells(), calls), ports.objects())
            .open(Ports.OPTIONS.withDictionaryAfter(0));
    AppendRequest request =
        AppendRequest.of(event(A, 7).withId("id-2").withCorrelationId("chain-1"), event(B, 8))
            .withIdempotencyKey("key-2");
    assertThat(catchThrowable(() -> dying.append(request)))
        .satisfiesAnyOf(
            nothing -> assertThat(nothing).isNull(),
            death -> assertThat(death).isInstanceOf(DyingCells.Death.class));
    StoreVerifier impatient =
        new StoreVerifier(
            ports.cells(),
            ports.objects(),
            new SystemHost(),
            Ports.OPTIONS.withGrace(Duration.ZERO, Duration.ZERO));

    Verification left = verified.verify();
    Verification repaired = impatient.repair(false, (_, _) -> {});

    assertThat(left.findings()).isEmpty();
    assertThat(repaired.findings()).isEmpty();
    verified.store().append(request);
    assertThat(verified.store().allEvents(100)).hasSize(10);
    assertThat(verified.verify().findings()).isEmpty();
  }
}
