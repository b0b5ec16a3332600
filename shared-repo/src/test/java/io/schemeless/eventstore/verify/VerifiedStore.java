package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.conformance.ForwardingCells;
import io.schemeless.eventstore.conformance.Noise;
import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.core.EarlierFormat;
import io.schemeless.eventstore.log.item.Body;
import io.schemeless.eventstore.log.item.Closed;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.KeyPage;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventQuery.Item;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.testing.LaterHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A store with some of everything, whose cells a test may change behind its back.
///
/// @param ports the table and the bucket
record VerifiedStore(Ports ports, EventStore store, Host host) {
  VerifiedStore(Ports ports, EventStore store) {
    this(ports, store, new SystemHost());
  }

  static final StreamId A = StreamId.of("order", "a");
  static final StreamId B = StreamId.of("order", "b");
  static final StreamId LARGE = StreamId.of("file");

  /// The position of the append to A and B, with an id, a chain and a key.
  static final long BOTH = 2;

  /// The position of the append whose events are in the bucket.
  static final long IN_BUCKET = 3;

  /// The position of an append whose slot has no copy.
  static final long WIDE = 4;

  /// Six appends: A; A and B; one in the bucket; one without a copy, named by its source; A; B.
  static VerifiedStore of(Ports ports) {
    EventStore store = ports.open();
    store.append(AppendRequest.of(event(A, 1)));
    store.append(
        AppendRequest.of(
                event(A, 2)
                    .withId("id-1")
                    .withCorrelationId("chain-1")
                    .withCausationId("cause-1")
                    .withTags("tag-1"),
                event(B, 3),
                event(A, 4))
            .withIdempotencyKey("key-1"));
    store.append(AppendRequest.of(NewEvent.of(LARGE, "large", noise(50_000))));
    NewEvent wide =
        NewEvent.of(B, "wide", noise(3_000))
            .withMeta(Json.parse("{\"source\":\"/s\"}"))
            .withId("id-2")
            .withBySource(true);
    store.append(AppendRequest.of(wide));
    store.append(AppendRequest.of(event(A, 5)));
    store.append(AppendRequest.of(event(B, 6)));
    return new VerifiedStore(ports, store);
  }

  static VerifiedStore fresh() {
    return of(new Ports(new MemoryCells(), new MemoryObjectStore()));
  }

  /// The same, then a dictionary, and an append to A that is packed with it.
  static VerifiedStore packed() {
    VerifiedStore store = fresh();
    EventStore packing = store.ports.open(Ports.OPTIONS.withDictionaryAfter(5));
    for (int i = 0; i < 5; i++) {
      packing.append(AppendRequest.of(common(StreamId.of("order", "common-" + i), i)));
    }
    packing.append(AppendRequest.of(common(A, 5)));
    packing.append(
        AppendRequest.of(event(A, 7))
            .withCondition(AppendCondition.none(EventQuery.of(Item.ofTags("tag-2")))));
    Meta meta = Meta.of(store.cell(Keys.META));
    store.put(new Closed(meta.epoch(), WIDE).cell(meta.keys()));
    return store;
  }

  private static NewEvent common(StreamId stream, int number) {
    String text = "\"what all of them say, and say again, so that it is worth it: " + number + "\"";
    return NewEvent.of(stream, "numbered", Json.parse(text));
  }

  /// The same content in another table; every process that uses it starts anew.
  VerifiedStore restored() {
    Ports copy =
        new Ports(
            new ForwardingCells(ports.cells()) {
              @Override
              public String tableId() {
                return "restored";
              }
            },
            ports.objects());
    return new VerifiedStore(copy, copy.open());
  }

  /// The same, with a bucket named that is not the store's.
  VerifiedStore withAnotherBucket() {
    return new VerifiedStore(new Ports(ports.cells(), new MemoryObjectStore()), store, host);
  }

  /// The same, checked an hour later: nothing can be under way any more.
  VerifiedStore anHourLater() {
    return new VerifiedStore(ports, store, new LaterHost(Duration.ofHours(1)));
  }

  /// All events, as a new process replays them.
  List<Event> events() {
    List<Event> all = new ArrayList<>();
    ports.open().allEvents(100).forEach(all::add);
    return all;
  }

  static NewEvent event(StreamId stream, int number) {
    return NewEvent.of(stream, "numbered", Json.parse("" + number));
  }

  private static Json noise(int length) {
    return Json.parse("\"" + Noise.text(length) + "\"");
  }

  Keys keys() {
    return new Keys(store.info().incarnation());
  }

  StoreVerifier verifier() {
    return new StoreVerifier(ports.cells(), ports.objects(), host, Ports.OPTIONS);
  }

  Verification verify() {
    return verifier().verify((_, _) -> {});
  }

  Verification repair() {
    return verifier().repair(false, (_, _) -> {});
  }

  Verification repairAcceptingLoss() {
    return verifier().repair(true, (_, _) -> {});
  }

  /// Everything in the table.
  Map<Key, Cell> cells() {
    List<Key> keys = new ArrayList<>();
    KeyPage.@Nullable Bookmark next = null;
    do {
      KeyPage page = ports.cells().scan(List.of(""), next);
      keys.addAll(page.keys());
      next = page.next();
    } while (next != null);
    return ports.cells().getAll(keys, Read.CONSISTENT);
  }

  Cell cell(Key key) {
    return Objects.requireNonNull(ports.cells().get(key, Read.CONSISTENT));
  }

  void remove(Key key) {
    cell(key);
    ports.cells().delete(List.of(key));
  }

  void put(Cell cell) {
    ports.cells().delete(List.of(cell.key()));
    if (!(ports.cells().put(cell, new Condition.Absent()) instanceof Put.Written)) {
      throw new IllegalStateException("the cell was not put");
    }
  }

  void change(Key key, UnaryOperator<Map<String, Value>> change) {
    put(new Cell(key, change.apply(new HashMap<>(cell(key).attributes()))));
  }

  void set(Key key, String attribute, Value value) {
    change(
        key,
        attributes -> {
          attributes.put(attribute, value);
          return attributes;
        });
  }

  /// Puts a committed slot as it was before format 4, where each thing has an attribute.
  VerifiedStore takeApart(Key slot) {
    put(EarlierFormat.slot(slot, (Slot.Committed) Slot.of(cell(slot))));
    return this;
  }

  void unset(Key key, String attribute) {
    change(
        key,
        attributes -> {
          attributes.remove(attribute);
          return attributes;
        });
  }

  Body.InS3 object() {
    return (Body.InS3) Commit.of(cell(keys().commit(LARGE, 1))).body();
  }
}
