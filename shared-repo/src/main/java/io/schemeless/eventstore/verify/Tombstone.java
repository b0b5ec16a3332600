package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.item.Body;
import io.schemeless.eventstore.log.item.BodyJson;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.Packed;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.wire.EventJson;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What takes the place of events that a repair could not bring back. The stream keeps its versions
/// and the log its positions, and whoever replays sees what is lost.
final class Tombstone {
  private Tombstone() {}

  /// For events of which nothing is left.
  static Body.Inline body(StreamId stream, long position, int count) {
    return body(stream, count, Json.parse("{\"position\":" + position + "}"));
  }

  /// For events whose object is gone; the tombstone names it, as a version of it may turn up.
  static Body.Inline body(Commit commit) {
    return switch (commit.body()) {
      case Body.Inline _ -> body(commit.stream(), commit.position(), commit.count());
      case Body.InS3(var object, var digest, _, _) ->
          body(
              commit.stream(),
              commit.count(),
              Json.parse(
                  "{\"position\":"
                      + commit.position()
                      + ",\"object\":\""
                      + object
                      + "\",\"sha256\":\""
                      + HexFormat.of().formatHex(digest.value())
                      + "\"}"));
    };
  }

  private static Body.Inline body(StreamId stream, int count, Json meta) {
    byte[] event =
        EventJson.write(NewEvent.of(stream, Event.LOST, Json.parse("null")).withMeta(meta), false);
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(event);
    }
    return new Body.Inline(Packed.deflated(BodyJson.join(events)));
  }
}
