package io.schemeless.eventstore.local.demo;

import io.schemeless.eventstore.port.Usage;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// The table at the end of the demo.
final class DemoReport {
  private static final String ROW = "%-28s %9s %9s %9s %10s %10s %12s %11s%n";

  private final PrintWriter out;

  DemoReport(PrintWriter out) {
    this.out = out;
  }

  void print(List<Phases.Phase> phases, Checks checks) {
    table(phases);
    out.println();
    rates(phases);
    checks.figures().forEach(figure -> out.println("  " + figure));
    out.println();
    checks.failures().forEach(failure -> out.println("FAILED  " + failure));
    out.println(
        checks.allHeld()
            ? "All " + checks.count() + " checks held."
            : checks.failures().size() + " of " + checks.count() + " checks failed.");
    out.flush();
  }

  private void rates(List<Phases.Phase> phases) {
    Phases.Phase together = named(phases, Demo.IN_HUNDREDS);
    Phases.Phase singly = named(phases, Demo.ONE_BY_ONE);
    Phases.Phase replay = named(phases, Demo.REPLAY);
    out.printf(
        Locale.ROOT,
        "  appends/s by one client: %.0f of one event, %.1f of a hundred (%.0f events/s)%n",
        singly.perSecond(singly.calls()),
        together.perSecond(together.calls()),
        together.perSecond(together.events()));
    out.printf(
        Locale.ROOT,
        "  replayed events/s by one client: %.0f%n",
        replay.perSecond(replay.events()));
  }

  private static Phases.Phase named(List<Phases.Phase> phases, String name) {
    return phases.stream().filter(phase -> phase.name().equals(name)).findFirst().orElseThrow();
  }

  private void table(List<Phases.Phase> phases) {
    row("", "events", "requests", "seconds", "events/s", "DynamoDB", "write units", "read units");
    for (Phases.Phase phase : phases) {
      row(
          phase.name(),
          Numbers.format(phase.events()),
          Numbers.format(phase.calls()),
          String.format(Locale.ROOT, "%.2f", phase.took().toNanos() / 1e9),
          phase.events() > 1 ? Numbers.format(Math.rint(phase.perSecond(phase.events()))) : "",
          Numbers.format(phase.used().requests()),
          Numbers.format(phase.used().writeUnits()),
          Numbers.format(phase.used().readUnits()));
    }
    Usage all = phases.stream().map(Phases.Phase::used).reduce(Usage.NONE, DemoReport::plus);
    row(
        "all",
        "",
        Numbers.format(phases.stream().mapToLong(Phases.Phase::calls).sum()),
        String.format(
            Locale.ROOT, "%.2f", phases.stream().mapToLong(p -> p.took().toNanos()).sum() / 1e9),
        "",
        Numbers.format(all.requests()),
        Numbers.format(all.writeUnits()),
        Numbers.format(all.readUnits()));
  }

  private static Usage plus(Usage a, Usage b) {
    return new Usage(
        a.requests() + b.requests(),
        a.readUnits() + b.readUnits(),
        a.writeUnits() + b.writeUnits());
  }

  private void row(Object... cells) {
    out.printf(Locale.ROOT, ROW, cells);
  }
}
