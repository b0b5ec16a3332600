package io.schemeless.eventstore.functions.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.schemeless.eventstore.functions.http.Answer;
import io.schemeless.eventstore.functions.http.JsonBytes;
import io.schemeless.eventstore.functions.http.Percent;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.JsonText;
import io.schemeless.eventstore.json.Timestamps;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Events as CloudEvents 1.0 in their JSON format.
///
/// What CloudEvents has no place for goes into extension attributes: `domain`, `identifier`,
/// `correlationid`, `causationid`, and the store's own `streamsequence`, `logposition`, `logindex`
/// and `recordedtime`. In the other direction, attributes that the store has no place for
/// (`source`, `subject`, other extensions) become the event's `meta`, and are given back as
/// attributes.
public final class CloudEvents {
  /// Attributes that only the store gives: taken back, checked for their kind, and dropped.
  static final Set<String> OF_THE_STORE =
      Set.of("streamsequence", "logposition", "logindex", "recordedtime");

  /// Attributes that have a place in an event.
  static final Set<String> MAPPED =
      Set.of(
          "specversion",
          "id",
          "type",
          "time",
          "data",
          "domain",
          "identifier",
          "correlationid",
          "causationid");

  /// Attributes that are strings wherever they occur.
  private static final Set<String> STRINGS =
      Set.of("source", "subject", "datacontenttype", "dataschema", "meta");

  /// Attributes that are left out rather than empty.
  static final Set<String> NEVER_EMPTY = Set.of("source", "subject", "dataschema");

  private static final Json EMPTY = Json.parse("\"\"");

  private CloudEvents() {}

  static boolean isAttributeName(String name) {
    return name.matches("[a-z0-9]{1,64}");
  }

  /// Reads a new event from a parser that stands at a CloudEvent.
  ///
  /// @param stream the stream where the address names it, and then the event may name no other
  public static NewEvent readNew(JsonParser parser, @Nullable StreamId stream) throws IOException {
    return new CloudEventReader(parser, stream).read();
  }

  static byte[] write(Event event) {
    return JsonBytes.of(json -> write(json, event));
  }

  private static void write(JsonGenerator json, Event event) throws IOException {
    Map<String, Json> attributes = attributes(event.meta());
    json.writeStartObject();
    json.writeStringField("specversion", "1.0");
    json.writeStringField("id", event.id());
    if (attributes.isEmpty()) {
      json.writeStringField("source", source(event));
    }
    json.writeStringField("type", event.type());
    json.writeStringField("time", Timestamps.format(event.created()));
    if (!attributes.containsKey("datacontenttype")) {
      json.writeStringField("datacontenttype", Answer.JSON);
    }
    json.writeStringField("domain", event.stream().domain());
    optional(json, "identifier", event.stream().identifier());
    optional(json, "correlationid", event.correlationId());
    optional(json, "causationid", event.causationId());
    json.writeStringField("streamsequence", Long.toString(event.sequence()));
    json.writeStringField("logposition", Long.toString(event.position()));
    json.writeNumberField("logindex", event.index());
    json.writeStringField("recordedtime", Timestamps.format(event.recorded()));
    for (Map.Entry<String, Json> attribute : attributes.entrySet()) {
      json.writeFieldName(attribute.getKey());
      json.writeRawValue(attribute.getValue().text());
    }
    if (attributes.isEmpty() && event.meta() != null) {
      json.writeStringField("meta", event.meta().text());
    }
    json.writeFieldName("data");
    json.writeRawValue(event.payload().text());
    json.writeEndObject();
  }

  private static void optional(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private static String source(Event event) {
    String identifier = event.stream().identifier();
    return "/streams/"
        + Percent.encode(event.stream().domain())
        + (identifier == null ? "" : "/" + Percent.encode(identifier));
  }

  /// The meta of an event that came as a CloudEvent, or could have; empty for any other. Read token
  /// by token: a number in it may be larger than any type of Java's.
  private static Map<String, Json> attributes(@Nullable Json meta) {
    return meta == null || !meta.text().startsWith("{")
        ? Map.of()
        : JsonText.parse(meta.text(), CloudEvents::attributes);
  }

  private static Map<String, Json> attributes(JsonParser parser) throws IOException {
    Map<String, Json> attributes = new LinkedHashMap<>();
    boolean all = true;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      all &= isAttributeName(name) && !MAPPED.contains(name) && !OF_THE_STORE.contains(name);
      all &= STRINGS.contains(name) ? isString(parser) : isAttributeValue(parser);
      Json value = Json.read(parser);
      all &= !NEVER_EMPTY.contains(name) || !value.equals(EMPTY);
      attributes.put(name, value);
    }
    return all && attributes.containsKey("source") ? attributes : Map.of();
  }

  private static boolean isString(JsonParser parser) {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  /// Whether a parser stands at a string, a boolean or a whole number of 32 bits.
  static boolean isAttributeValue(JsonParser parser) throws IOException {
    return isString(parser)
        || parser.currentToken().isBoolean()
        || (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() == JsonParser.NumberType.INT);
  }
}
