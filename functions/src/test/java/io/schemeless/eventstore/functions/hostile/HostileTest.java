package io.schemeless.eventstore.functions.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.functions.http.ProblemType;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Requests that nobody would send in good faith, to the four functions on a store in memory.
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class HostileTest {
  private static final int REQUESTS_OF_A_SEED = 1_000;

  @Test
  void no_request_breaks_a_function_or_changes_the_store_when_refused() {
    String replayed = System.getProperty("hostile.seed");
    check(replayed == null ? LongStream.range(0, 4) : LongStream.of(Long.parseLong(replayed)));
  }

  @Test
  @Tag("proof")
  void none_of_a_hundred_thousand_requests_breaks_a_function() {
    check(LongStream.range(0, 100));
  }

  private static void check(LongStream seeds) {
    // given
    Tally tally = new Tally();
    long began = System.nanoTime();

    // when
    seeds.forEach(
        seed -> {
          try (World world = World.inMemory(seed)) {
            Fuzzer.run(world, seed, REQUESTS_OF_A_SEED, tally);
          }
        });

    // then
    System.out.println(Duration.ofNanos(System.nanoTime() - began) + " for " + tally);
    assertThat(tally.answers()).contains("200", "201", "202", "304");
    assertThat(tally.answers())
        .as("every problem that a request can cause was met")
        .containsAll(
            Arrays.stream(ProblemType.values())
                .filter(type -> type.status() < 500)
                .map(type -> type.status() + " " + type.slug())
                .toList())
        .contains("412 version-conflict");
    assertThat(tally.accepted()).as("accepted").isGreaterThan(tally.requests() / 10);
  }
}
