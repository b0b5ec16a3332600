package io.schemeless.eventstore.functions.append;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.schemeless.eventstore.functions.events.CloudEvents;
import io.schemeless.eventstore.functions.http.MediaType;
import io.schemeless.eventstore.json.JsonText;
import io.schemeless.eventstore.json.MalformedJson;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.wire.EventJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The events of an append's body, what it expects of streams and under which condition.
///
/// @param root where the store's pointer to the events lies outside the body: `""` for an envelope,
///   `/events` for a bare array, `/events/0` for a single event
record AppendBody(
    List<NewEvent> events,
    Map<StreamId, ExpectedVersion> expected,
    @Nullable AppendCondition condition,
    String root) {

  /// The body of an append to one stream: one event or an array of them.
  static AppendBody ofStream(String text, MediaType type, StreamId stream) {
    return JsonText.parse(text, parser -> plain(parser, type, stream));
  }

  /// The body of an append to any streams: an envelope, or an array of events; as CloudEvents also
  /// one event.
  static AppendBody ofAnyStreams(String text, MediaType type) {
    return JsonText.parse(
        text,
        parser ->
            type == MediaType.JSON && parser.currentToken() == JsonToken.START_OBJECT
                ? Envelope.read(parser)
                : plain(parser, type, null));
  }

  private static AppendBody plain(JsonParser parser, MediaType type, @Nullable StreamId stream)
      throws IOException {
    boolean array = parser.currentToken() == JsonToken.START_ARRAY;
    if (array && type == MediaType.CLOUD_EVENT) {
      throw JsonText.at(parser, "must be one CloudEvent; an array is a " + batch());
    }
    if (!array && type == MediaType.CLOUD_EVENTS) {
      throw JsonText.at(parser, "must be an array of CloudEvents");
    }
    return array
        ? new AppendBody(events(parser, type, stream), Map.of(), null, "/events")
        : new AppendBody(List.of(event(parser, type, stream)), Map.of(), null, "/events/0");
  }

  private static String batch() {
    return MediaType.CLOUD_EVENTS.text();
  }

  static List<NewEvent> events(JsonParser parser, MediaType type, @Nullable StreamId stream)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw JsonText.at(parser, "must be an array of events");
    }
    List<NewEvent> events = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      events.add(event(parser, type, stream));
    }
    return events;
  }

  private static NewEvent event(JsonParser parser, MediaType type, @Nullable StreamId stream)
      throws IOException {
    if (type != MediaType.JSON) {
      return CloudEvents.readNew(parser, stream);
    }
    NewEvent event = EventJson.readNew(parser, stream);
    String fault = CloudEvents.faultOfName(event);
    if (fault != null) {
      throw new MalformedJson(parser.getParsingContext().pathAsPointer() + "/bySource", fault);
    }
    return event;
  }
}
