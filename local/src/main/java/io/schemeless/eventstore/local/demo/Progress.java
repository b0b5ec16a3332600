package io.schemeless.eventstore.local.demo;

import java.io.Console;
import java.io.PrintWriter;

/// Says how far a step has come: on a terminal in one line that is written over, elsewhere in a few
/// lines.
final class Progress {
  private static final int LINES_ELSEWHERE = 4;

  private final PrintWriter out;
  private final boolean terminal;
  private String step = "";
  private long total;
  private long shown;
  private int width;

  Progress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  static Progress to(PrintWriter out) {
    Console console = System.console();
    return new Progress(out, console != null && console.isTerminal());
  }

  void start(String newStep, long newTotal) {
    step = newStep;
    total = newTotal;
    shown = 0;
    if (terminal) {
      show(0);
    }
  }

  void at(long done) {
    long part = terminal ? Math.max(1, total / 100) : Math.ceilDiv(total, LINES_ELSEWHERE);
    if (done >= total || done - shown >= part) {
      shown = done;
      show(done);
    }
  }

  private void show(long done) {
    String line = step + ": " + Numbers.format(done) + " of " + Numbers.format(total);
    if (terminal) {
      out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
      width = line.length();
    } else {
      out.println(line);
    }
    out.flush();
  }

  /// Leaves the terminal's line free for what comes.
  void clear() {
    if (terminal) {
      out.print("\r" + " ".repeat(width) + "\r");
      out.flush();
      width = 0;
    }
  }
}
