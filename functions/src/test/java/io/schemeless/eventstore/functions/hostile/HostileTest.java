package io.schemeless.eventstore.functions.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.functions.hostile.harness.FuzzTarget;
import io.schemeless.eventstore.functions.hostile.judge.AnswerCounts;
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
    String again = System.getProperty("hostile.seed");
    if (again == null) {
      reachedDeep(run(LongStream.range(0, 4)));
    } else {
      run(LongStream.of(Long.parseLong(again)));
    }
  }

  @Test
  @Tag("proof")
  void none_of_a_hundred_thousand_requests_breaks_a_function() {
    reachedDeep(run(LongStream.range(0, 100)));
  }

  private static AnswerCounts run(LongStream seeds) {
    AnswerCounts counts = new AnswerCounts();
    long began = System.nanoTime();
    seeds.forEach(
        seed -> {
          try (FuzzTarget target = FuzzTarget.inMemory(seed)) {
            Fuzzer.run(target, seed, REQUESTS_OF_A_SEED, counts);
          }
        });
    System.out.println(Duration.ofNanos(System.nanoTime() - began) + " for " + counts);
    return counts;
  }

  /// Requests that all fail at the first check would prove little.
  private static void reachedDeep(AnswerCounts counts) {
    assertThat(counts.answers())
        .as("every answer that a request can cause was met")
        .contains("200", "201", "202", "304", "412 version-conflict")
        .containsAll(
            Arrays.stream(ProblemType.values())
                // What a caller may not do depends on who it is: DomainScopesTest.
                .filter(type -> type.status() < 500 && type != ProblemType.FORBIDDEN)
                .map(type -> type.status() + " " + type.slug())
                .toList());
    assertThat(counts.validRequests()).as("valid").isGreaterThan(counts.requests() / 10);
    assertThat(counts.accepted()).as("accepted").isGreaterThan(counts.requests() / 10);
  }
}
