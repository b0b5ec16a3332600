package io.schemeless.eventstore.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamPage;
import io.schemeless.eventstore.store.StreamQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Reads streams again and again while they grow: each reading is how the stream began, and none
/// shows less than an earlier one.
final class StreamReaders {
  private record Version(StreamId stream, long sequence) {}

  private final Map<Version, Event> seen = new ConcurrentHashMap<>();

  void read(EventStore store, List<StreamId> streams, BooleanSupplier done) {
    List<Long> versions = new ArrayList<>(streams.stream().map(_ -> 0L).toList());
    boolean last;
    do {
      last = done.getAsBoolean();
      for (int i = 0; i < streams.size(); i++) {
        versions.set(i, read(store, streams.get(i), versions.get(i)));
      }
    } while (!last);
  }

  private long read(EventStore store, StreamId stream, long version) {
    long next = 1;
    for (Event event : store.streamEvents(stream, 1)) {
      note(event, next++);
    }
    assertThat(next).as("a stream never shrinks").isGreaterThan(version);
    StreamPage newest =
        store.readStream(StreamQuery.backward(stream).limit(PageLimits.ofEvents(5)));
    assertThat(newest.version()).as("a stream never shrinks").isGreaterThanOrEqualTo(next - 1);
    long at = newest.version();
    for (Event event : newest.events()) {
      note(event, at--);
    }
    return newest.version();
  }

  private void note(Event event, long sequence) {
    assertThat(event.sequence()).as("versions are dense").isEqualTo(sequence);
    Event before = seen.putIfAbsent(new Version(event.stream(), sequence), event);
    assertThat(before).as("an event never changes").isIn(null, event);
  }

  /// @param healthy shows what there is in the end
  void judge(EventStore healthy) {
    assertThat(seen).isNotEmpty();
    for (Event event : healthy.allEvents(500)) {
      assertThat(seen.remove(new Version(event.stream(), event.sequence()))).isIn(null, event);
    }
    assertThat(seen).as("events that were shown and are not there").isEmpty();
  }
}
