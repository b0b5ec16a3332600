package io.schemeless.eventstore.functions.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.JsonText;
import io.schemeless.eventstore.json.MalformedJson;
import io.schemeless.eventstore.json.Timestamps;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads one CloudEvent as a new event. See [CloudEvents] for what goes where.
final class CloudEventReader {
  /// What Azure Event Grid sends where there is no schema. It is no URI, and names nothing.
  private static final String NO_SCHEMA = "#";

  private final JsonParser parser;
  private final @Nullable StreamId stream;
  private final Map<String, String> mapped = new LinkedHashMap<>();
  private final Map<String, Json> others = new LinkedHashMap<>();
  private @Nullable Json data;
  private @Nullable Json decoded;
  private List<String> tags = List.of();
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
      } else if (name.equals("data_base64")) {
        decoded = decoded();
      } else if (parser.currentToken() == JsonToken.VALUE_NULL) {
        requireName(name);
      } else {
        attribute(name);
      }
    }
    required("specversion");
    StreamId of =
        stream != null ? stream : StreamId.of(required("domain"), mapped.get("identifier"));
    Json source = others.get("source");
    if (source == null) {
      throw missing("source");
    }
    boolean noData = data == null && decoded == null;
    Json payload = payload();
    return new NewEvent(
        of,
        required("type"),
        payload,
        MetaAttributes.meta(others, noData, payload, CloudEvents.source(of)),
        required("id"),
        !CloudEvents.source(of).equals(source.toNode().textValue()),
        mapped.get("correlationid"),
        mapped.get("causationid"),
        tags,
        time);
  }

  private void attribute(String name) throws IOException {
    switch (name) {
      case "specversion" -> mapped.put(name, version(JsonText.string(parser)));
      case "time" -> time = time(JsonText.string(parser));
      case "tags" -> tags = tags(JsonText.string(parser));
      case "domain" -> mapped.put(name, ofStream(StreamId::domain));
      case "identifier" -> mapped.put(name, ofStream(StreamId::identifier));
      case "streamsequence", "logposition" -> requireDigits(JsonText.string(parser));
      case "logindex" -> requireIndex();
      case "recordedtime" -> time(JsonText.string(parser));
      case "recordedby" -> JsonText.string(parser);
      case "id", "type", "correlationid", "causationid" ->
          mapped.put(name, JsonText.string(parser));
      default -> extension(name);
    }
  }

  private void extension(String name) throws IOException {
    requireName(name);
    String fault = MetaAttributes.fault(name, parser);
    if (name.equals("dataschema") && NO_SCHEMA.equals(parser.getText())) {
      return;
    }
    if (fault != null) {
      throw JsonText.at(parser, fault);
    }
    others.put(name, Json.read(parser));
  }

  private void requireName(String name) {
    String fault = AttributeRules.faultOfName(name);
    if (fault != null) {
      throw JsonText.at(parser, fault);
    }
  }

  /// The JSON that bytes hold; none for `null`.
  private @Nullable Json decoded() throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    try {
      return Json.parse(Base64.getDecoder().decode(JsonText.string(parser)));
    } catch (IllegalArgumentException | MalformedJson e) {
      throw JsonText.at(parser, "must be JSON in base64");
    }
  }

  private Json payload() {
    Json type = others.get("datacontenttype");
    boolean json = type == null || AttributeRules.isJson(type.toNode().textValue());
    if (decoded != null) {
      if (!json) {
        throw in("data_base64", "data of a type that is not JSON must be a string, in data");
      }
      if (data != null && !data.equals(Json.NULL)) {
        throw in("data_base64", "the data is given twice");
      }
      return decoded;
    }
    if (data != null && !json && !data.text().startsWith("\"")) {
      throw in("data", "data of a type that is not JSON must be a string");
    }
    return data == null ? Json.NULL : data;
  }

  /// At a member of the event that has been read to its end.
  private MalformedJson in(String member, String message) {
    return new MalformedJson(parser.getParsingContext().pathAsPointer() + "/" + member, message);
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

  /// An attribute is a text, so they are a text of JSON: that has room for every tag.
  private List<String> tags(String given) {
    try {
      JsonNode array = Json.parse(given).toNode();
      List<String> all = new ArrayList<>();
      array.forEach(tag -> all.add(tag.isTextual() ? tag.textValue() : ""));
      if (array.isArray() && !all.contains("")) {
        return all;
      }
    } catch (MalformedJson e) {
      // Told as any other text that is no such array.
    }
    throw JsonText.at(parser, "must be an array of texts, as a text of JSON");
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
}
