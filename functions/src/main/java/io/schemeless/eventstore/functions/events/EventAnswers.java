package io.schemeless.eventstore.functions.events;

import io.schemeless.eventstore.functions.http.Answer;
import io.schemeless.eventstore.functions.http.JsonBytes;
import io.schemeless.eventstore.functions.http.MediaType;
import io.schemeless.eventstore.functions.http.Request;
import io.schemeless.eventstore.json.JsonBuffer;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.wire.EventJson;
import java.util.Arrays;
import java.util.List;

/// Renders events in the representation that was asked for.
public final class EventAnswers {
  /// A CloudEvent can take nearly four times the bytes of the event (names of the stream twice,
  /// once percent-encoded; meta as a string), so a page of them is cut earlier.
  private static final long MAX_CLOUD_EVENTS_BYTES = 1_200_000;

  private EventAnswers() {}

  /// The representation of a list that a request accepts.
  public static MediaType listType(Request request) {
    return MediaType.accepted(request, MediaType.JSON, MediaType.CLOUD_EVENTS, MediaType.NDJSON);
  }

  /// The parameter `limit`, 100 unless given, and the bytes that an answer of this type has room
  /// for.
  public static PageLimits limits(Request request, MediaType type) {
    return new PageLimits(limit(request, PageLimits.MAX_EVENTS), bytes(type));
  }

  /// The parameter `limit` where it may be up to `max`.
  public static int limit(Request request, int max) {
    return (int) request.query().number("limit", PageLimits.DEFAULT.events(), 1, max);
  }

  private static long bytes(MediaType type) {
    return type == MediaType.CLOUD_EVENTS ? MAX_CLOUD_EVENTS_BYTES : PageLimits.MAX_BYTES;
  }

  /// A list of events. Where the representation has no envelope, the headers alone carry what
  /// `envelope` says.
  ///
  /// @param envelope writes at least one field beside `events`
  public static Answer list(MediaType type, List<Event> events, JsonBytes.Writer envelope) {
    JsonBuffer out = new JsonBuffer(4096);
    switch (type) {
      case JSON -> {
        out.ascii("{\"events\":[");
        for (int i = 0; i < events.size(); i++) {
          EventJson.write(events.get(i), i == 0 ? out : out.ascii(","));
        }
        byte[] rest =
            JsonBytes.of(
                json -> {
                  json.writeStartObject();
                  envelope.write(json);
                  json.writeEndObject();
                });
        out.ascii("],").raw(Arrays.copyOfRange(rest, 1, rest.length));
      }
      case NDJSON ->
          events.forEach(
              event -> {
                EventJson.write(event, out);
                out.ascii("\n");
              });
      case CLOUD_EVENTS, CLOUD_EVENT -> {
        out.ascii("[");
        for (int i = 0; i < events.size(); i++) {
          (i == 0 ? out : out.ascii(",")).raw(CloudEvents.write(events.get(i)));
        }
        out.ascii("]");
      }
    }
    return Answer.of(200, type.text(), out.toBytes()).with("vary", "Accept");
  }

  /// One event.
  public static Answer single(Request request, Event event) {
    MediaType type = MediaType.accepted(request, MediaType.JSON, MediaType.CLOUD_EVENT);
    byte[] body = type == MediaType.JSON ? EventJson.write(event) : CloudEvents.write(event);
    return Answer.of(200, type.text(), body).with("vary", "Accept");
  }
}
