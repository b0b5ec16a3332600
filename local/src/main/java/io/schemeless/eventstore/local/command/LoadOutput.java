package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.history.History;
import io.schemeless.eventstore.history.Rule;
import io.schemeless.eventstore.history.Verdict;
import io.schemeless.eventstore.local.load.LoadPlan;
import java.io.PrintWriter;
import java.util.Locale;

/// Tells a load's progress on standard error, and its verdict on standard output.
final class LoadOutput {
  private final PrintWriter out;
  private final PrintWriter err;

  LoadOutput(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  void starts(LoadPlan plan, String domain) {
    tell(
        "%d writers and %d readers at once, with events of the domain %s",
        plan.writers(), plan.readers(), domain);
  }

  void at(History.Progress progress) {
    tell(
        "%,d appends acknowledged, %,d refused, %,d unknown",
        progress.acknowledged(), progress.refused(), progress.unknown());
  }

  void judging() {
    tell("judging what they were told");
  }

  private void tell(String format, Object... values) {
    err.println(String.format(Locale.ROOT, format, values));
    err.flush();
  }

  void report(Verdict verdict) {
    Verdict.Counts counts = verdict.counts();
    line(counts.acknowledged(), "appends acknowledged");
    line(counts.refused(), "appends refused");
    line(counts.unknown(), "appends of unknown outcome");
    line(counts.events(), "events of the load in the log");
    line(counts.tails(), "readers that followed the log");
    line(counts.reads(), "pages of streams read");
    line(counts.tokens(), "tokens tried again");
    line(verdict.total(), "broken promises");
    for (Rule rule : Rule.values()) {
      verdict.broken().stream()
          .filter(broken -> broken.rule() == rule)
          .forEach(broken -> out.println(rule + ": " + rule.promise() + ": " + broken.what()));
    }
    out.println();
    out.flush();
  }

  private void line(long count, String what) {
    VerifyOutput.line(out, count, what);
  }
}
