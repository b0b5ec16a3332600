package io.schemeless.eventstore.functions.hostile.harness;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Captures the standard streams while it is open: a function prints nothing but its log.
final class CapturedOutput implements AutoCloseable {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

  CapturedOutput() {
    PrintStream both = new PrintStream(taken, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
  }

  /// What was printed since the last call.
  String take() {
    String text = taken.toString(StandardCharsets.UTF_8);
    taken.reset();
    return text;
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
  }
}
