package io.schemeless.eventstore.bench.driver;

import io.schemeless.eventstore.bench.task.TaskAnswer;
import io.schemeless.eventstore.port.Usage;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/// Takes what happens from its making on, from any number of threads, and makes the answer of it.
final class Tally {
  private final Subject subject;
  private final Queue<Long> micros = new ConcurrentLinkedQueue<>();
  private final LongAdder events = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final Usage usage;
  private final long portNanos;
  private final long cpuNanos;
  private final long start;

  Tally(Subject subject) {
    this.subject = subject;
    Gauges.resetPeak();
    this.usage = subject.usage();
    this.portNanos = subject.portNanos();
    this.cpuNanos = Gauges.cpuNanos();
    this.start = System.nanoTime();
  }

  void done(long nanos, int ofEvents) {
    micros.add(nanos / 1_000);
    events.add(ofEvents);
  }

  void failed(boolean isUnknown) {
    failures.increment();
    if (isUnknown) {
      unknown.increment();
    }
  }

  void gaveUp() {
    lost.increment();
  }

  long elapsedMillis() {
    return (System.nanoTime() - start) / 1_000_000;
  }

  TaskAnswer answer() {
    long nanos = System.nanoTime() - start;
    Usage used = subject.usage().minus(usage);
    long[] all = micros.stream().mapToLong(Long::longValue).toArray();
    return new TaskAnswer(
        all.length,
        events.sum(),
        nanos,
        all,
        failures.sum(),
        unknown.sum(),
        lost.sum(),
        used.requests(),
        used.readUnits(),
        used.writeUnits(),
        Gauges.cpuNanos() - cpuNanos,
        Gauges.peakBytes(),
        subject.portNanos() - portNanos,
        null,
        false);
  }
}
