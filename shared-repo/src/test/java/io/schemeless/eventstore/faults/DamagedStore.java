package io.schemeless.eventstore.faults;

import static io.schemeless.eventstore.faults.SampleStore.A;
import static io.schemeless.eventstore.faults.SampleStore.B;
import static io.schemeless.eventstore.faults.SampleStore.event;
import static io.schemeless.eventstore.faults.SampleStore.noise;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// A store of which something of every kind is missing that a repair brings back, decides or
/// replaces by a tombstone.
enum DamagedStore {
  /// It serves meanwhile.
  SERVING,
  /// A copy restored from a backup.
  RESTORED;

  private static final StreamId C = StreamId.of("order", "c");
  private static final StreamId FILE = StreamId.of("file");

  /// What a replay shows after the repair.
  static final List<String> REPAIRED =
      List.of(
          "1 order/a 1 t",
          "2 order/a 2 t",
          "2 order/b 1 t",
          "3 file 1 event-store.lost",
          "4 order/b 2 event-store.lost",
          "6 order/c 1 t");

  StorePlace place() {
    StorePlace place = StorePlace.fresh();
    EventStore store = place.open();
    store.append(AppendRequest.of(event(A, "1").withId("id-1").withCorrelationId("c")));
    store.append(AppendRequest.of(event(A, "2"), event(B, "3")));
    store.append(AppendRequest.of(event(FILE, noise(50_000))));
    store.append(AppendRequest.of(event(B, noise(3_000))));
    store.append(AppendRequest.of(event(A, "4")));
    store.append(AppendRequest.of(event(C, "5")));
    String incarnation = store.info().incarnation();
    Cells cells = place.cells();
    cells.delete(
        List.of(
            key(incarnation + "/e/id-1", 0),
            key(incarnation + "/c/c", 1),
            key(incarnation + "/s/5:order/a", 2),
            key(incarnation + "/s/5:order/b", 2),
            key(incarnation + "/l", 5),
            key(incarnation + "/s/5:order/a", 3),
            key(incarnation + "/l", 6)));
    place.objects().deleteSome(incarnation + "/");
    set(cells, key(incarnation + "/n", 0), "next", new Value.Number(3));
    set(cells, key(incarnation + "/s/5:order/a", 1), Cell.INDEX_SORT, new Value.Text("-"));
    if (this == RESTORED) {
      set(cells, key("meta", 0), "table", new Value.Text("the table that was copied"));
    }
    return place;
  }

  /// What a replay shows.
  static List<String> replay(EventStore store) {
    List<String> shown = new ArrayList<>();
    for (Event event : store.allEvents(100)) {
      StreamId stream = event.stream();
      String name =
          stream.identifier() == null
              ? stream.domain()
              : stream.domain() + "/" + stream.identifier();
      shown.add(event.position() + " " + name + " " + event.sequence() + " " + event.type());
    }
    return shown;
  }

  private static Key key(String partition, long sort) {
    return new Key(partition, String.format(Locale.ROOT, "%015d", sort));
  }

  private static void set(Cells cells, Key key, String attribute, Value value) {
    Cell cell = Objects.requireNonNull(cells.get(key, Read.CONSISTENT));
    Map<String, Value> attributes = new HashMap<>(cell.attributes());
    attributes.put(attribute, value);
    cells.delete(List.of(key));
    cells.put(new Cell(key, attributes), new Condition.Absent());
  }
}
