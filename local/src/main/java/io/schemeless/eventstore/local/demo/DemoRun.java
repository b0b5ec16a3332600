package io.schemeless.eventstore.local.demo;

import io.schemeless.eventstore.local.server.LocalServer;
import io.schemeless.eventstore.local.server.LocalStore;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/// The whole demo: the log, the figures, the report.
public final class DemoRun {
  private static final double MEGABYTE = 1024 * 1024;
  private static final double HEAP = 256;

  private final PrintWriter out;
  private final Checks checks = new Checks();
  private final Progress progress;

  /// @param out takes the report
  /// @param err takes the progress
  public DemoRun(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.progress = Progress.to(err);
  }

  /// @param server serves an empty store
  /// @param scratch another empty store
  /// @param other a second view of that one
  /// @return whether every check held
  public boolean run(LocalServer server, LocalStore scratch, LocalStore other) {
    List<Phases.Phase> phases;
    try (StoreClient client = new StoreClient(server.url())) {
      Phases kept = new Phases(server.store().meter(), client);
      new Demo(server, client, kept, checks, progress).run();
      phases = kept.done();
    }
    new Figures(checks, progress).measure(scratch, other);
    checks.atMost("heap of the local server", HEAP, Math.rint(peakHeap() / MEGABYTE), "MB");
    progress.clear();
    new DemoReport(out).print(phases, checks);
    return checks.allHeld();
  }

  /// An upper bound: the pools need not have peaked together.
  private static double peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToDouble(usage -> usage.getUsed())
        .sum();
  }
}
