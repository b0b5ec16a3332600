package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.verify.Finding;
import io.schemeless.eventstore.verify.Finding.Kind;
import io.schemeless.eventstore.verify.Verification;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Tells a check's progress on standard error, and its report on standard output.
final class VerifyOutput implements Verification.Progress {
  private static final long STEP = 10_000;

  private final PrintWriter out;
  private final PrintWriter err;
  private String phase = "";
  private long told;

  VerifyOutput(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public void at(String newPhase, long done) {
    if (!newPhase.equals(phase)) {
      phase = newPhase;
      told = 0;
      err.println("looking through the " + phase);
    } else if (done - told >= STEP) {
      told = done;
      err.println(String.format(Locale.ROOT, "%,d", done));
    }
    err.flush();
  }

  void problem(String what) {
    err.println("eventstore verify: " + what);
    err.flush();
  }

  void report(Verification found) {
    for (Verification.Count count : Verification.Count.values()) {
      line(found.count(count), count.meaning());
    }
    found.repairs().forEach(repair -> out.println("repaired: " + repair));
    line(found.total(), "findings");
    found.found().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(kind -> line(kind.getValue(), kind.getKey() + ": " + kind.getKey().meaning()));
    for (Finding finding : found.findings()) {
      out.println(finding.kind() + " at " + finding.place());
    }
    long more = found.total() - found.findings().size();
    if (more > 0) {
      out.println("and " + more + " more");
    }
    out.flush();
  }

  /// What is to be known of a repair that left a restored table as it was.
  void refusal(Verification found) {
    Set<Kind> lost = EnumSet.of(Kind.OBJECT_MISSING, Kind.COMMIT_MISSING, Kind.COMMIT_FOREIGN);
    lost.retainAll(found.found().keySet());
    if (found.found().containsKey(Kind.RESTORED_TABLE) && !lost.isEmpty()) {
      problem(
          "nothing was repaired, as events are missing. Are the bucket and the key prefix the right"
              + " ones? What is lost for good is given up with --accept-loss");
    }
  }

  private void line(long count, String what) {
    line(out, count, what);
  }

  /// A line of a report that counts something.
  static void line(PrintWriter out, long count, String what) {
    out.println(String.format(Locale.ROOT, "%,15d  %s", count, what));
  }
}
