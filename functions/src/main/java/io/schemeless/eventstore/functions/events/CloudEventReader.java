package io.schemeless.eventstore.functions.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.schemeless.eventstore.functions.http.JsonBytes;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.JsonText;
import io.schemeless.eventstore.json.Timestamps;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads one CloudEvent as a new event. See [CloudEvents] for what goes where.
final class CloudEventReader {
  private final JsonParser parser;
  private final @Nullable StreamId stream;
  private final Map<String, String> mapped = new LinkedHashMap<>();
  private final Map<String, Json> others = new LinkedHashMap<>();
  private Json data = Json.NULL;
  private @Nullable Instant time;

  /// @param stream the stream where the address names it, and then the event may name no other
  CloudEventReader(JsonParser parser, @Nullable StreamId stream) {
    this.parser = parser;
    this.stream = stream;
  }

  NewEvent read() throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw JsonText.at(parser, "a CloudEvent must be an object");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("data")) {
        data = Json.read(parser);
      } else if (parser.currentToken() == JsonToken.VALUE_NULL) {
        requireName(name);
      } else {
        attribute(name);
      }
    }
    required("specversion");
    if (!others.containsKey("source")) {
      throw missing("source");
    }
    return new NewEvent(
        stream != null ? stream : StreamId.of(required("domain"), mapped.get("identifier")),
        required("type"),
        data,
        meta(),
        required("id"),
        mapped.get("correlationid"),
        mapped.get("causationid"),
        time);
  }

  private void attribute(String name) throws IOException {
    switch (name) {
      case "specversion" -> mapped.put(name, version(JsonText.string(parser)));
      case "time" -> time = time(JsonText.string(parser));
      case "domain" -> mapped.put(name, ofStream(StreamId::domain));
      case "identifier" -> mapped.put(name, ofStream(StreamId::identifier));
      case "streamsequence", "logposition" -> requireDigits(JsonText.string(parser));
      case "logindex" -> requireIndex();
      case "recordedtime" -> time(JsonText.string(parser));
      case "id", "type", "correlationid", "causationid" ->
          mapped.put(name, JsonText.string(parser));
      case "data_base64" -> throw JsonText.at(parser, "the data must be JSON, in data");
      case "source", "subject", "datacontenttype", "dataschema", "meta" -> {
        if (JsonText.string(parser).isEmpty() && CloudEvents.NEVER_EMPTY.contains(name)) {
          throw JsonText.at(parser, "must not be empty");
        }
        others.put(name, Json.read(parser));
      }
      default -> extension(name);
    }
  }

  private void extension(String name) throws IOException {
    requireName(name);
    if (!CloudEvents.isAttributeValue(parser)) {
      throw JsonText.at(parser, "an attribute is a string, a boolean or a whole number of 32 bits");
    }
    others.put(name, Json.read(parser));
  }

  private void requireName(String name) {
    if (!CloudEvents.isAttributeName(name)) {
      throw JsonText.at(parser, "a CloudEvents attribute has a name of a-z and 0-9");
    }
  }

  private String version(String given) {
    if (!given.equals("1.0")) {
      throw JsonText.at(parser, "must be 1.0");
    }
    return given;
  }

  private Instant time(String given) {
    try {
      return Timestamps.parse(given);
    } catch (DateTimeException e) {
      throw JsonText.at(parser, "must be an RFC 3339 time");
    }
  }

  private String ofStream(Function<StreamId, @Nullable String> name) throws IOException {
    String value = JsonText.string(parser);
    if (stream != null && !value.equals(name.apply(stream))) {
      throw JsonText.at(parser, "the address names another stream");
    }
    return value;
  }

  private void requireDigits(String given) {
    if (!given.matches("[1-9][0-9]{0,14}")) {
      throw JsonText.at(parser, "must be a whole number as a string");
    }
  }

  private void requireIndex() throws IOException {
    if (!JsonText.isWholeNumber(parser, 0)) {
      throw JsonText.at(parser, "must be a whole number from 0");
    }
  }

  private String required(String name) {
    String value = mapped.get(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  private RuntimeException missing(String name) {
    return JsonText.at(parser, "the CloudEvents attribute " + name + " is missing");
  }

  private Json meta() {
    return Json.parse(
        JsonBytes.of(
            json -> {
              json.writeStartObject();
              for (Map.Entry<String, Json> other : others.entrySet()) {
                json.writeFieldName(other.getKey());
                json.writeRawValue(other.getValue().text());
              }
              json.writeEndObject();
            }));
  }
}
