package io.schemeless.eventstore.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one process knows: the answers that it got so far, and with them all that it will do next.
final class ProcessState {
  final int id;
  final int process;
  private final @Nullable ProcessState parent;
  private final @Nullable Object answer;
  private final Map<Object, ProcessState> children = new HashMap<>();

  /// The next request; none once the process has ended.
  @Nullable Op next;

  /// The calls made so far.
  List<Call> calls = List.of();

  ProcessState(int id, int process, @Nullable ProcessState parent, @Nullable Object answer) {
    this.id = id;
    this.process = process;
    this.parent = parent;
    this.answer = answer;
  }

  boolean isOver() {
    return next == null;
  }

  @Nullable ProcessState child(Object given) {
    return children.get(given);
  }

  void child(Object given, ProcessState child) {
    children.put(given, child);
  }

  /// All answers, the first one first.
  List<Object> answers() {
    List<Object> all = new ArrayList<>();
    for (ProcessState l = this; l.answer != null && l.parent != null; l = l.parent) {
      all.add(l.answer);
    }
    return all.reversed();
  }
}
