package io.schemeless.eventstore.local.transfer;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// How far it has come, how fast it goes and, where that can be told, how long it still takes. On a
/// terminal it is one line that is written over, elsewhere a line now and then.
public final class ProgressLine {
  private static final Duration ON_A_TERMINAL = Duration.ofMillis(200);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);
  private static final int BAR = 20;

  private final PrintWriter out;
  private final boolean terminal;
  private final LongSupplier nanos;
  private final String verb;
  private final long begun;
  private long shown;
  private long base;

  ProgressLine(PrintWriter out, boolean terminal, LongSupplier nanos, String verb) {
    this.out = out;
    this.terminal = terminal;
    this.nanos = nanos;
    this.verb = verb;
    this.begun = nanos.getAsLong();
    this.shown = begun;
  }

  public static ProgressLine to(PrintWriter out, String verb) {
    Console console = System.console();
    return new ProgressLine(out, console != null && console.isTerminal(), System::nanoTime, verb);
  }

  /// Says where an earlier run has come to: that is not this one's speed.
  public void from(long events) {
    base = events;
  }

  /// @param events so far, those of earlier runs included
  /// @param done 0 to 1 of the whole, below 0 if nobody can tell
  public void at(long events, double done) {
    long now = nanos.getAsLong();
    if (now - shown >= (terminal ? ON_A_TERMINAL : ELSEWHERE).toNanos()) {
      shown = now;
      String line = line(events, done, now);
      if (terminal) {
        out.print("\r" + line + "\u001b[K");
      } else {
        out.println(line);
      }
      out.flush();
    }
  }

  /// Says what it came to.
  public void end(long events) {
    if (terminal) {
      out.print("\r\u001b[K");
    }
    out.println(line(events, -1, nanos.getAsLong()));
    out.flush();
  }

  private String line(long events, double done, long now) {
    double seconds = Math.max(1e-9, (now - begun) / 1e9);
    String text =
        String.format(
            Locale.ROOT,
            "%s %,d events, %,d/s",
            verb,
            events,
            Math.round((events - base) / seconds));
    if (done < 0) {
      return text;
    }
    int full = (int) Math.round(BAR * Math.min(1, done));
    long left = done > 0 ? Math.round(seconds * (1 - done) / done) : 0;
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%  %s, %d:%02d left",
        "#".repeat(full),
        " ".repeat(BAR - full),
        done * 100,
        text,
        left / 60,
        left % 60);
  }
}
