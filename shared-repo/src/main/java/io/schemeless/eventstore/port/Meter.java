package io.schemeless.eventstore.port;

import java.util.concurrent.atomic.LongAdder;

/// Sums up [Usage], for any number of threads.
public final class Meter {
  private final LongAdder requests = new LongAdder();
  private final LongAdder halfReadUnits = new LongAdder();
  private final LongAdder writeUnits = new LongAdder();

  /// What was used since it was made. Between two calls that no other thread falls into, the
  /// difference is exact.
  public Usage usage() {
    return new Usage(requests.sum(), halfReadUnits.sum() / 2.0, writeUnits.sum());
  }

  void requests(long count) {
    requests.add(count);
  }

  /// @param bytes rounded up to whole units of 4 KB, at least one
  void read(long bytes, Read read) {
    long units = Math.max(1, Math.ceilDiv(bytes, ItemSize.READ_UNIT));
    halfReadUnits.add(read == Read.CONSISTENT ? 2 * units : units);
  }

  void write(long units) {
    writeUnits.add(units);
  }
}
