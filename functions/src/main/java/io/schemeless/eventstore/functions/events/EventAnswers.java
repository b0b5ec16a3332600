package io.schemeless.eventstore.functions.events;

import io.schemeless.eventstore.functions.http.Answer;
import io.schemeless.eventstore.functions.http.JsonBytes;
import io.schemeless.eventstore.functions.http.MediaType;
import io.schemeless.eventstore.functions.http.Request;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.wire.EventJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Renders events in the representation that was asked for.
public final class EventAnswers {
  /// A CloudEvent can take nearly four times the bytes of the event (names of the stream twice,
  /// once percent-encoded; meta as a string), so a page of them is cut earlier.
  private static final long MAX_CLOUD_EVENTS_BYTES = 1_200_000;

  private static final byte[] OPEN = "{\"events\":[".getBytes(StandardCharsets.US_ASCII);

  private EventAnswers() {}

  /// The representation of a list that a request accepts.
  public static MediaType listType(Request request) {
    return MediaType.accepted(request, MediaType.JSON, MediaType.CLOUD_EVENTS, MediaType.NDJSON);
  }

  /// The parameter `limit`, 100 unless given, and the bytes that an answer of this type has room
  /// for.
  public static PageLimits limits(Request request, MediaType type) {
    return new PageLimits(limit(request), bytes(type));
  }

  public static int limit(Request request) {
    return (int)
        request.query().number("limit", PageLimits.DEFAULT.events(), 1, PageLimits.MAX_EVENTS);
  }

  private static long bytes(MediaType type) {
    return type == MediaType.CLOUD_EVENTS ? MAX_CLOUD_EVENTS_BYTES : PageLimits.MAX_BYTES;
  }

  /// A list of events. Where the representation has no envelope, the headers alone carry what
  /// `envelope` says.
  ///
  /// @param envelope writes at least one field beside `events`
  public static Answer list(MediaType type, List<Event> events, JsonBytes.Writer envelope) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    switch (type) {
      case JSON -> {
        out.writeBytes(OPEN);
        join(out, events.stream().map(EventJson::write).iterator());
        byte[] rest =
            JsonBytes.of(
                json -> {
                  json.writeStartObject();
                  envelope.write(json);
                  json.writeEndObject();
                });
        out.writeBytes(new byte[] {']', ','});
        out.write(rest, 1, rest.length - 1);
      }
      case NDJSON ->
          events.forEach(
              event -> {
                out.writeBytes(EventJson.write(event));
                out.write('\n');
              });
      case CLOUD_EVENTS, CLOUD_EVENT -> {
        out.write('[');
        join(out, events.stream().map(CloudEvents::write).iterator());
        out.write(']');
      }
    }
    return Answer.of(200, type.text(), out.toByteArray()).with("vary", "Accept");
  }

  /// One event.
  public static Answer single(Request request, Event event) {
    MediaType type = MediaType.accepted(request, MediaType.JSON, MediaType.CLOUD_EVENT);
    byte[] body = type == MediaType.JSON ? EventJson.write(event) : CloudEvents.write(event);
    return Answer.of(200, type.text(), body).with("vary", "Accept");
  }

  private static void join(ByteArrayOutputStream out, java.util.Iterator<byte[]> parts) {
    while (parts.hasNext()) {
      out.writeBytes(parts.next());
      if (parts.hasNext()) {
        out.write(',');
      }
    }
  }
}
