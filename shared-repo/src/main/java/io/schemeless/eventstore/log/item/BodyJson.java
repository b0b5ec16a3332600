package io.schemeless.eventstore.log.item;

import com.fasterxml.jackson.core.JsonToken;
import io.schemeless.eventstore.json.JsonText;
import io.schemeless.eventstore.json.MalformedJson;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.wire.EventJson;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// The events of a commit (or of a whole append, in a slot's copy) as a JSON array. The streams are
/// not in it: the commit's key and the slot's refs name them.
public final class BodyJson {
  private BodyJson() {}

  /// Joins events that [EventJson] has written without their streams.
  public static byte[] join(List<byte[]> events) {
    return joined(events, 0);
  }

  /// Joins what [#join] has joined.
  public static byte[] concat(List<byte[]> joined) {
    return joined.size() == 1 ? joined.getFirst() : joined(joined, 1);
  }

  /// @param bracket how long the brackets are in which each already lies
  private static byte[] joined(List<byte[]> parts, int bracket) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write('[');
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.write(parts.get(i), bracket, parts.get(i).length - 2 * bracket);
    }
    out.write(']');
    return out.toByteArray();
  }

  /// @param streams the stream of each event, by its place in the array
  public static List<NewEvent> read(byte[] body, IntFunction<StreamId> streams) {
    try {
      List<NewEvent> cut = StoredEvents.read(body, streams);
      return cut != null ? cut : parse(body, streams);
    } catch (MalformedJson | IndexOutOfBoundsException e) {
      throw new CorruptData("a stored body is not what the store writes");
    }
  }

  private static List<NewEvent> parse(byte[] body, IntFunction<StreamId> streams) {
    return JsonText.parse(
        JsonText.decode(body),
        parser -> {
          List<NewEvent> events = new ArrayList<>();
          if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw JsonText.at(parser, "a body must be an array");
          }
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            events.add(EventJson.readStored(parser, streams.apply(events.size())));
          }
          return events;
        });
  }
}
