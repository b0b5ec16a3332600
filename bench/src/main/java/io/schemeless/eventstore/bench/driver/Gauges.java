package io.schemeless.eventstore.bench.driver;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this process takes of the machine.
final class Gauges {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final String PEAK = "VmHWM:";

  private Gauges() {}

  static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /// Forgets the peak so far, where the system can.
  static void resetPeak() {
    try {
      if (Files.isWritable(CLEAR)) {
        Files.writeString(CLEAR, "5");
      }
    } catch (IOException e) {
      // Then the peak is that of the process's life.
    }
  }

  /// Resident memory at its highest; 0 where the system does not tell.
  static long peakBytes() {
    try {
      return !Files.isReadable(STATUS)
          ? 0
          : Files.readAllLines(STATUS).stream()
              .filter(line -> line.startsWith(PEAK))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
              .findFirst()
              .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
