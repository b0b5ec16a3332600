package io.schemeless.eventstore.local.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// Reads what a child process says, so that it never blocks, and keeps the last of it.
final class ProcessOutput {
  private static final int LINES = 12;

  private final Deque<String> last = new ArrayDeque<>();

  private ProcessOutput() {}

  static ProcessOutput drain(InputStream output) {
    ProcessOutput kept = new ProcessOutput();
    Thread.ofVirtual().start(() -> kept.readAll(output));
    return kept;
  }

  private void readAll(InputStream output) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      lines.lines().forEach(this::keep);
    } catch (UncheckedIOException | IOException e) {
      keep("(its output ended: " + e.getMessage() + ")");
    }
  }

  private synchronized void keep(String line) {
    if (last.size() == LINES) {
      last.removeFirst();
    }
    last.addLast(line);
  }

  /// The last lines, each indented on a line of its own; nothing where it said nothing.
  synchronized String tail() {
    StringBuilder text = new StringBuilder();
    last.forEach(line -> text.append("\n    ").append(line));
    return text.toString();
  }
}
