package io.schemeless.eventstore.history;

import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamPage;
import io.schemeless.eventstore.store.StreamQuery;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What readers of streams saw.
final class Reads {
  /// A version that was acknowledged.
  ///
  /// @param began when the call that wrote it began
  record Written(long version, long began) {}

  /// @param began when the last call that saw it began
  private final Map<EventMark, Long> seen = new ConcurrentHashMap<>();

  private final Map<StreamId, Written> written = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();

  long count() {
    return count.get();
  }

  /// Notes the versions of an acknowledged append.
  void note(Acknowledged told, Timeline timeline) {
    told.versions()
        .forEach(
            (stream, version) ->
                written.merge(
                    stream,
                    new Written(version, told.began()),
                    (known, now) ->
                        known.version() < version || !timeline.noneSince(known.began())
                            ? now
                            : known));
  }

  /// The newest version that is known to be written by now.
  @Nullable Written written(StreamId stream) {
    return written.get(stream);
  }

  void note(StreamQuery query, List<EventMark> page, long began, Flaws flaws) {
    count.incrementAndGet();
    boolean forward = query.direction() == StreamQuery.Direction.FORWARD;
    long first = page.isEmpty() ? 0 : page.getFirst().sequence();
    if (forward) {
      first = query.from() == null ? 1 : query.from();
    }
    for (int i = 0; i < page.size(); i++) {
      EventMark event = page.get(i);
      if (event.sequence() != first + (forward ? i : -i)) {
        flaws.add(Rule.STREAM, "version " + event.sequence() + " was read out of turn");
      }
      seen.merge(event, began, Math::max);
    }
  }

  /// Holds a page against what was written before it was asked for.
  static void judge(StreamQuery query, StreamPage page, long least, Flaws flaws) {
    boolean forward = query.direction() == StreamQuery.Direction.FORWARD;
    long from = query.from() == null ? (forward ? 1 : Long.MAX_VALUE) : query.from();
    long reached =
        page.events().isEmpty()
            ? 0
            : (forward ? page.events().getLast() : page.events().getFirst()).sequence();
    boolean shows =
        forward
            ? page.next() != null || from > least || reached >= least
            : reached >= Math.min(from, least);
    if (page.version() < least || !shows) {
      flaws.add(
          Rule.OWN_WRITES,
          "version %d was written, but %d was read of version %d"
              .formatted(least, reached, page.version()));
    }
  }

  /// Holds what was seen since the last reset against the log.
  void judge(ObservedLog log, Timeline timeline, Flaws flaws) {
    Set<EventMark> all = new HashSet<>(log.events());
    seen.forEach(
        (event, began) -> {
          if (timeline.noneSince(began) && !all.contains(event)) {
            flaws.add(
                Rule.STREAM,
                "version " + event.sequence() + " of a stream was read, which the log has not");
          }
        });
  }
}
