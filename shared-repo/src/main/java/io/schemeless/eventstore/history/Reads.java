package io.schemeless.eventstore.history;

import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What readers of streams saw.
final class Reads {
  private record Version(StreamId stream, long sequence) {}

  /// @param began when the call that saw it began
  private record Seen(Mark event, long began) {}

  private final Map<Version, Seen> last = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();

  long count() {
    return count.get();
  }

  void note(StreamQuery query, List<Mark> page, long began, Flaws flaws) {
    count.incrementAndGet();
    boolean forward = query.direction() == StreamQuery.Direction.FORWARD;
    long first = page.isEmpty() ? 0 : page.getFirst().sequence();
    if (forward) {
      first = query.from() == null ? 1 : query.from();
    }
    for (int i = 0; i < page.size(); i++) {
      Mark event = page.get(i);
      if (event.sequence() != first + (forward ? i : -i)) {
        flaws.add(Rule.STREAM, "version " + event.sequence() + " was read out of turn");
      }
      last.put(new Version(event.stream(), event.sequence()), new Seen(event, began));
    }
  }

  /// Holds what was seen since the last reset against the log.
  void judge(Log log, Resets resets, Flaws flaws) {
    Map<Version, Mark> all = new HashMap<>();
    log.events().forEach(event -> all.put(new Version(event.stream(), event.sequence()), event));
    last.forEach(
        (version, seen) -> {
          if (resets.noneSince(seen.began()) && !seen.event().equals(all.get(version))) {
            flaws.add(
                Rule.STREAM,
                "version " + version.sequence() + " of a stream was read, which the log has not");
          }
        });
  }
}
