package io.schemeless.eventstore.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HeapShareTest {
  private static final int KILOBYTE = 1024;

  private final HeapShare heap = new HeapShare(10 * KILOBYTE);

  @Test
  void who_finds_no_room_waits_until_there_is() throws Exception {
    AtomicBoolean left = new AtomicBoolean();
    AtomicBoolean enteredInTime = new AtomicBoolean();
    CountDownLatch started = new CountDownLatch(1);
    HeapShare.Lease first = heap.enter(6 * KILOBYTE);
    Thread second =
        Thread.ofVirtual()
            .start(
                () -> {
                  started.countDown();
                  try (HeapShare.Lease lease = heap.enter(6 * KILOBYTE)) {
                    enteredInTime.set(left.get());
                  }
                });
    started.await();
    Thread.yield();

    left.set(true);
    first.close();

    second.join();
    assertThat(enteredInTime).isTrue();
  }

  @Test
  void there_is_room_for_several_that_need_little() {
    try (HeapShare.Lease first = heap.enter(5 * KILOBYTE);
        HeapShare.Lease second = heap.enter(5 * KILOBYTE)) {
      assertThat(first).isNotSameAs(second);
    }
  }

  @Test
  void who_needs_more_than_there_is_gets_all_of_it() throws Exception {
    Thread large = Thread.ofVirtual().start(() -> heap.enter(1_000 * KILOBYTE).close());

    assertThat(large.join(Duration.ofMinutes(1))).isTrue();
  }
}
