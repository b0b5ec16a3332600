package io.schemeless.eventstore.functions.metrics;

import io.schemeless.eventstore.port.Observer;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/// Counts what the protocol does by itself, until an invocation takes the counts along.
public final class ProtocolTally implements Observer {
  private static final double MILLIS_PER_SECOND = 1_000;

  private final LongAccumulator oldestHole = new LongAccumulator(Math::max, 0);
  private final LongAdder sealed = new LongAdder();
  private final LongAdder offloaded = new LongAdder();

  @Override
  public void holeSeen(long ageMillis) {
    oldestHole.accumulate(ageMillis);
  }

  @Override
  public void holeSealed() {
    sealed.increment();
  }

  @Override
  public void bodyOffloaded() {
    offloaded.increment();
  }

  void moveTo(Counts counts) {
    counts.add(Metric.OLDEST_HOLE_AGE, oldestHole.getThenReset() / MILLIS_PER_SECOND);
    counts.add(Metric.SEALED_HOLES, sealed.sumThenReset());
    counts.add(Metric.OFFLOADS, offloaded.sumThenReset());
  }
}
