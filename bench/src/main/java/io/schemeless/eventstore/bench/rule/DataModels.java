package io.schemeless.eventstore.bench.rule;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.ItemSize;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Castore, Akka Persistence and Equinox on DynamoDB, by the items that they write. Nothing of them
/// is run; so there is no rate.
public final class DataModels {
  private static final int MEDIUM = 500;
  private static final int SMALL = 200;
  private static final int THOUSAND = 1_000;
  private static final int STREAMS = 100;
  private static final int TEN = 10;
  private static final int TRANSACTION = 2;

  /// Equinox moves events out of a stream's newest item when it gets larger than this.
  private static final int EQUINOX_TIP = 32 * 1024;

  /// What an event is beside its payload in ours: stream and type are attributes of theirs.
  private static final String STREAM = "permit-case-10011";

  private static final String TYPE = "Confirmation of receipt";
  private static final String TIME = "2026-01-23T15:42:54.644Z";
  private static final long MICROS = 1_769_183_574_644_123L;
  private static final String UUID = "3b9aca00-2f1a-4e6b-9c1d-5a7e8f901234";
  private static final int NAMES = STREAM.length() + TYPE.length() + 60;

  private DataModels() {}

  public static List<DataModel> all() {
    return List.of(castore(), akka(), equinox());
  }

  /// One item an event; several at once are a transaction. `getEvents` reads consistently.
  private static DataModel castore() {
    int medium = castoreItem(MEDIUM);
    int small = castoreItem(SMALL);
    double aStream = 2 * DataModel.query(THOUSAND / STREAMS, medium);
    return new DataModel(
        "Castore",
        "https://github.com/castore-dev/castore/blob/main/packages/event-storage-adapter-dynamodb",
        ItemSize.writeUnits(medium),
        TEN * TRANSACTION * ItemSize.writeUnits(small),
        STREAMS * aStream,
        "no order over streams: each is read by itself, and the list of them comes on top; a"
            + " stream's first event is in an index too");
  }

  private static int castoreItem(int bytes) {
    return item(
        "aggregateId",
        "version",
        "permit#" + STREAM,
        Map.of(
            "type", new Value.Text(TYPE),
            "timestamp", new Value.Text(TIME),
            "payload", payload(bytes)));
  }

  /// One item an event, all of it once more in the index that replays read.
  private static DataModel akka() {
    int medium = akkaItem(MEDIUM);
    int small = akkaItem(SMALL);
    return new DataModel(
        "Akka Persistence DynamoDB",
        "https://doc.akka.io/libraries/akka-persistence-dynamodb/current/journal.html",
        2 * ItemSize.writeUnits(medium),
        TEN * (TRANSACTION * ItemSize.writeUnits(small) + ItemSize.writeUnits(small)),
        DataModel.query(THOUSAND, medium),
        "an order within a slice (of 1,024), by time; each slice is a query of its own, and"
            + " backtracking reads the newest again");
  }

  private static int akkaItem(int bytes) {
    return item(
        "pid",
        "seq_nr",
        STREAM,
        Map.of(
            "entity_type_slice", new Value.Text("permit-123"),
            "ts", new Value.Number(MICROS),
            "event_ser_id", new Value.Number(33),
            "event_ser_manifest", new Value.Text(TYPE),
            "event_payload", payload(bytes),
            "writer", new Value.Text(UUID)));
  }

  /// All newest events of a stream in one item, up to 32 KB, which an append writes as a whole: so
  /// the cost of a write is that of the item, taken half full. A replay reads the items by an index
  /// of its own, which is not counted.
  private static DataModel equinox() {
    int medium = equinoxEvent(MEDIUM);
    int small = equinoxEvent(SMALL);
    int half = EQUINOX_TIP / 2;
    return new DataModel(
        "Equinox DynamoStore",
        "https://github.com/jet/equinox/blob/master/src/Equinox.DynamoStore/DynamoStore.fs",
        ItemSize.writeUnits(half + medium),
        ItemSize.writeUnits(half + TEN * small),
        STREAMS * DataModel.query(THOUSAND / STREAMS, medium),
        "with its default of 32 KB a stream's newest item, half full (a new stream: "
            + ItemSize.writeUnits(medium)
            + "); the order over streams is an index that another process keeps from DynamoDB"
            + " Streams, not counted");
  }

  /// By its own `Event.Bytes`: type, body, 20 for the time and 20 of overhead.
  private static int equinoxEvent(int bytes) {
    return TYPE.length() + bytes - NAMES + 40;
  }

  private static Value payload(int bytes) {
    return new Value.Bytes(new byte[bytes - NAMES]);
  }

  /// `ItemSize` counts keys that are called `pk` and `sk`.
  private static int item(
      String partition, String sort, String stream, Map<String, Value> attributes) {
    Map<String, Value> all = new HashMap<>(attributes);
    int names = partition.length() + sort.length() - 4;
    return names + ItemSize.of(new Cell(new Key(stream, "10"), all));
  }
}
