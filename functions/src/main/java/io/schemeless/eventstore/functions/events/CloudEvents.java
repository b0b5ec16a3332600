package io.schemeless.eventstore.functions.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.schemeless.eventstore.functions.http.Answer;
import io.schemeless.eventstore.functions.http.JsonBytes;
import io.schemeless.eventstore.functions.http.Percent;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.Timestamps;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Events as CloudEvents 1.0 in their JSON format.
///
/// What CloudEvents has no place for goes into extension attributes: `domain`, `identifier`,
/// `correlationid`, `causationid`, `tags` (a JSON array, as a text), and the store's own
/// `streamsequence`, `logposition`, `logindex`, `recordedtime` and `recordedby`. In the other
/// direction, attributes that the store has no place for (`source`, `subject`, other extensions)
/// become the event's `meta`, and are given back as attributes. Source and id name the event
/// together, unless the source is the one that the store gives to its stream: then it is told as an
/// event of our own is, which its id names alone. Any other `meta` is given as one text, in the
/// attribute `meta`, and taken back so.
public final class CloudEvents {
  private CloudEvents() {}

  /// Reads a new event from a parser that stands at a CloudEvent.
  ///
  /// @param stream the stream where the address names it, and then the event may name no other
  public static NewEvent readNew(JsonParser parser, @Nullable StreamId stream) throws IOException {
    return new CloudEventReader(parser, stream).read();
  }

  /// What is wrong with an event of our own that says that its source names it, or none: it must be
  /// as one that came as a CloudEvent, so that it is told as a CloudEvent of that very source.
  public static @Nullable String faultOfName(NewEvent event) {
    if (!event.bySource()) {
      return null;
    }
    boolean told = !MetaAttributes.of(event.meta(), event.payload()).isEmpty();
    return told && !source(event.stream()).equals(event.source())
        ? null
        : "is for events whose meta are the attributes of a CloudEvent of another source than the"
            + " store's own";
  }

  /// The source that an event is told under.
  public static String source(Event event) {
    MetaAttributes attributes = MetaAttributes.of(event.meta(), event.payload());
    String given = attributes.isEmpty() ? null : event.source();
    return given == null ? source(event.stream()) : given;
  }

  static byte[] write(Event event) {
    return JsonBytes.of(json -> write(json, event));
  }

  private static void write(JsonGenerator json, Event event) throws IOException {
    MetaAttributes attributes = MetaAttributes.of(event.meta(), event.payload());
    json.writeStartObject();
    json.writeStringField("specversion", "1.0");
    json.writeStringField("id", event.id());
    if (attributes.isEmpty()) {
      json.writeStringField("source", source(event.stream()));
      json.writeStringField("datacontenttype", Answer.JSON);
    }
    json.writeStringField("type", event.type());
    json.writeStringField("time", Timestamps.format(event.created()));
    json.writeStringField("domain", event.stream().domain());
    optional(json, "identifier", event.stream().identifier());
    optional(json, "correlationid", event.correlationId());
    optional(json, "causationid", event.causationId());
    if (!event.tags().isEmpty()) {
      json.writeStringField("tags", JsonBytes.texts(event.tags()));
    }
    json.writeStringField("streamsequence", Long.toString(event.sequence()));
    json.writeStringField("logposition", Long.toString(event.position()));
    json.writeNumberField("logindex", event.index());
    json.writeStringField("recordedtime", Timestamps.format(event.recorded()));
    optional(json, "recordedby", event.recordedBy());
    for (Map.Entry<String, Json> attribute : attributes.values().entrySet()) {
      json.writeFieldName(attribute.getKey());
      json.writeRawValue(attribute.getValue().text());
    }
    if (attributes.isEmpty() && event.meta() != null) {
      json.writeStringField("meta", event.meta().text());
    }
    data(json, attributes, event.payload());
    json.writeEndObject();
  }

  /// As bytes where the type is one of JSON that not every reader knows as such: it would take a
  /// string for the bytes themselves, and refuse all else.
  private static void data(JsonGenerator json, MetaAttributes attributes, Json payload)
      throws IOException {
    String type = attributes.mediaType();
    if (attributes.noData()) {
      return;
    }
    if (AttributeRules.isJson(type) && !AttributeRules.isPlainJson(type)) {
      json.writeStringField("data_base64", Base64.getEncoder().encodeToString(payload.utf8()));
    } else {
      json.writeFieldName("data");
      json.writeRawValue(payload.text());
    }
  }

  private static void optional(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  /// The source of events that name none of their own.
  static String source(StreamId stream) {
    String identifier = stream.identifier();
    return "/streams/"
        + Percent.encode(stream.domain())
        + (identifier == null ? "" : "/" + Percent.encode(identifier));
  }
}
