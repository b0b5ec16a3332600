package io.schemeless.eventstore.conformance;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;

/// What the contracts share: fresh ports for each test, a store on them, and short names for
/// events.
public abstract class StoreContract {
  protected static final StreamId A = StreamId.of("order", "a");
  protected static final StreamId B = StreamId.of("order", "b");
  protected static final StreamId C = StreamId.of("invoice", "c");

  protected Ports ports;
  protected EventStore store;

  /// An empty table and bucket that no other test uses.
  protected abstract Ports freshPorts();

  @BeforeEach
  void openStore() {
    ports = freshPorts();
    store = ports.open();
  }

  protected static NewEvent event(StreamId stream, String type) {
    return NewEvent.of(stream, type, Json.parse("{\"is\":\"" + type + "\"}"));
  }

  protected static NewEvent event(StreamId stream, int number) {
    return NewEvent.of(stream, "numbered", Json.parse("" + number));
  }

  protected static List<NewEvent> events(StreamId stream, int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> event(stream, i)).toList();
  }

  protected static List<String> payloads(Iterable<Event> events) {
    List<String> texts = new ArrayList<>();
    events.forEach(event -> texts.add(event.payload().text()));
    return texts;
  }

  protected static List<String> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
  }

  protected static List<Event> list(Iterable<Event> events) {
    List<Event> all = new ArrayList<>();
    events.forEach(all::add);
    return all;
  }
}
