package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventQuery.Item;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.StoreException.ConditionFailed;
import io.schemeless.eventstore.store.StreamId;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Measures how many appends a second many writers make with and without conditions, on a table
/// each of whose requests takes as long as one of DynamoDB's may. It prints what it measures, and
/// requires only that every append is made.
class ConditionGoodputTest {
  private static final int REQUEST_MILLIS = 4;
  private static final int SECONDS = 4;

  private static void pause() {
    try {
      Thread.sleep(REQUEST_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private enum Kind {
    UNCONDITIONAL,
    /// A name that nobody may have taken, another one each time. Nothing is read for it.
    UNIQUE,
    /// Each writer decides on what it has read of its own.
    DISJOINT,
    /// All decide on the same.
    ONE_QUERY
  }

  /// How many appends were made, and how many refused.
  private record Made(long appends, long refused) {}

  private static Made write(EventStore store, Kind kind, int writer) {
    StreamId stream = StreamId.of("writer", "" + writer);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    long appends = 0;
    long refused = 0;
    @Nullable ContinuationToken seen = null;
    while (System.nanoTime() < end) {
      String tag =
          switch (kind) {
            case ONE_QUERY -> "one";
            case UNIQUE -> "of" + writer + " " + appends;
            case UNCONDITIONAL, DISJOINT -> "of" + writer;
          };
      EventQuery query = EventQuery.of(Item.ofTags(tag));
      AppendRequest request = AppendRequest.of(StoreContract.event(stream, 1).withTags(tag));
      if (kind == Kind.UNIQUE) {
        request = request.withCondition(AppendCondition.none(query));
      } else if (kind != Kind.UNCONDITIONAL) {
        seen = store.query(query, seen, PageLimits.DEFAULT).next();
        request = request.withCondition(AppendCondition.noneSince(seen, query));
      }
      try {
        store.append(request);
        appends++;
      } catch (ConditionFailed e) {
        refused++;
      }
    }
    return new Made(appends, refused);
  }

  @Tag("proof")
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void goodput_of_writers_with_conditions() {
    for (boolean shared : new boolean[] {true, false}) {
      for (Kind kind : Kind.values()) {
        for (int writers = 2; writers <= 64; writers *= 2) {
          Ports ports =
              new Ports(
                  new InterceptedCells(new MemoryCells(), ConditionGoodputTest::pause),
                  new MemoryObjectStore());
          EventStore one = ports.open();
          long total = 0;
          long refused = 0;
          for (Made made : AtOnce.run(writers, i -> write(shared ? one : ports.open(), kind, i))) {
            total += made.appends;
            refused += made.refused;
          }
          System.out.printf(
              "%s, %d writers in %s: %d appends/s, %d refused/s%n",
              kind,
              writers,
              shared ? "one process" : "as many processes",
              total / SECONDS,
              refused / SECONDS);
          assertThat(new Ports(ports.cells(), ports.objects()).open().allEvents(1_000))
              .hasSize((int) total);
        }
      }
    }
  }
}
