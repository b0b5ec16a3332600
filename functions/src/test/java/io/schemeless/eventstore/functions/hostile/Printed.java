package io.schemeless.eventstore.functions.hostile;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Takes the standard streams while it is open.
final class Printed implements AutoCloseable {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

  Printed() {
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
