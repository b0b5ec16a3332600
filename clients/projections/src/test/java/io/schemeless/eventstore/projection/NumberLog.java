package io.schemeless.eventstore.projection;

import io.schemeless.eventstore.client.RecordedEvent;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.projection.library.LibraryStore;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.util.List;
import java.util.stream.IntStream;

/// A store in memory whose events have the numbers 1, 2, 3, ... as payloads, two events an append.
public final class NumberLog implements AutoCloseable {
  public final EventStore store = MemoryEventStore.create();
  private int last;

  public NumberLog append(int events) {
    for (int i = 0; i < events; i += 2) {
      List<NewEvent> pair =
          IntStream.range(i, Math.min(i + 2, events)).mapToObj(n -> next(last++ + 1)).toList();
      store.append(AppendRequest.of(pair));
    }
    return this;
  }

  private static NewEvent next(int number) {
    return NewEvent.of(
        StreamId.of("numbers", "n" + number % 3), "counted", Json.parse("" + number));
  }

  public EventFeed feed() {
    return LibraryStore.of(store).feed();
  }

  public static int value(RecordedEvent event) {
    return event.payload().intValue();
  }

  /// Of all numbers so far.
  public long sum() {
    return (long) last * (last + 1) / 2;
  }

  @Override
  public void close() {
    store.close();
  }
}
