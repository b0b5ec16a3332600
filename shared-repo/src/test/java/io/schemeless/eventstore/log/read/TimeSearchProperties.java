package io.schemeless.eventstore.log.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.CommitRef;
import io.schemeless.eventstore.log.item.Indexes;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.testing.WatchedCells;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Where the events of a time start, in any log whose clocks differ by less than the search allows.
class TimeSearchProperties {
  private static final List<CommitRef> REFS =
      List.of(new CommitRef(StreamId.of("a"), 1, new Indexes(new int[] {0})));

  private static final Keys KEYS = new Keys("abcdefghijklmnop");
  private static final long BEGIN = 1_800_000_000_000L;
  private static final long MARGIN = TimeSearch.MARGIN.toMillis();

  /// Any log: appends whose clocks are off, voids that were sealed when somebody came by, holes.
  private static final class AnyLog {
    final WatchedCells cells = new WatchedCells(new MemoryCells());
    final TreeMap<Long, Long> recorded = new TreeMap<>();
    final long end;

    /// @param skew how much a clock is off, or an append stands still, at most
    AnyLog(Random random, int positions, int pace, long skew) {
      long now = BEGIN;
      long highest = 0;
      for (int position = 1; position <= positions; position++) {
        now += random.nextInt(pace);
        int kind = random.nextInt(10);
        if (kind == 0) {
          continue; // a hole
        }
        long off = skew == 0 ? 0 : random.nextLong(-skew, skew);
        if (kind == 1) {
          put(position, new Slot.Void(now + Math.max(0, off) + random.nextInt(50_000_000)));
        } else {
          recorded.put((long) position, now + off);
          put(
              position,
              new Slot.Committed(CommitId.fresh(new SystemHost()), now, now + off, REFS, null));
        }
        highest = position;
      }
      end = highest + 1;
    }

    private void put(long position, Slot slot) {
      assertThat(cells.put(slot.cell(KEYS.slot(position)), new Condition.Absent())).isNotNull();
    }

    long since(long time) {
      cells.asked.clear();
      return new TimeSearch(cells, KEYS, end).since(Instant.ofEpochMilli(time)).position();
    }

    long firstSince(long time) {
      return recorded.entrySet().stream()
          .filter(each -> each.getValue() >= time)
          .mapToLong(java.util.Map.Entry::getKey)
          .min()
          .orElse(end);
    }
  }

  @Property(tries = 300)
  void no_event_of_the_time_lies_before_the_start_and_the_reads_are_few(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 3_000) int positions) {
    Random random = new Random(seed);
    AnyLog log = new AnyLog(random, positions, 1 + random.nextInt(5_000), MARGIN / 2 - 1);
    long time = BEGIN - 1_000 + random.nextLong(1 + 2_600L * (positions + 1));

    long start = log.since(time);

    assertThat(start).isLessThanOrEqualTo(log.firstSince(time)).isBetween(1L, log.end);
    assertThat(log.cells.asked)
        .hasSizeLessThanOrEqualTo(2 + 64 - Long.numberOfLeadingZeros(log.end));
  }

  /// Where all clocks agree and nothing is missing, and few events are of the minute before.
  @Property(tries = 100)
  void with_one_clock_the_start_is_exact(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 500) int positions) {
    WatchedCells cells = new WatchedCells(new MemoryCells());
    Random random = new Random(seed);
    long now = BEGIN;
    long[] times = new long[positions + 1];
    for (int position = 1; position <= positions; position++) {
      now += random.nextInt(2_000);
      times[position] = now;
      Slot slot = new Slot.Committed(CommitId.fresh(new SystemHost()), now, now, REFS, null);
      assertThat(cells.put(slot.cell(KEYS.slot(position)), new Condition.Absent())).isNotNull();
    }
    long asked = BEGIN + random.nextLong(now - BEGIN + 2);
    long exact = 1;
    while (exact <= positions && times[(int) exact] < asked) {
      exact++;
    }

    assertThat(
            new TimeSearch(cells, KEYS, positions + 1)
                .since(Instant.ofEpochMilli(asked))
                .position())
        .isEqualTo(exact);
  }

  /// That the margin is needed: clocks that differ by more make a reader start too late.
  @org.junit.jupiter.api.Test
  void clocks_that_differ_by_more_than_the_margin_can_hide_an_event() {
    boolean late = false;
    for (int seed = 0; seed < 200 && !late; seed++) {
      AnyLog log = new AnyLog(new Random(seed), 500, 2_000, 10 * MARGIN);
      long time = BEGIN + 300_000;
      late = log.since(time) > log.firstSince(time);
    }

    assertThat(late).isTrue();
  }
}
