package io.schemeless.eventstore.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.JsonText;
import io.schemeless.eventstore.json.MalformedJson;
import io.schemeless.eventstore.json.Timestamps;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The fields of one event as a parser comes by them.
final class EventFields {
  private final JsonParser parser;
  private final @Nullable StreamId stream;
  private @Nullable String domain;
  private @Nullable String identifier;
  private @Nullable String id;
  private boolean bySource;
  private @Nullable String type;
  private @Nullable Json payload;
  private @Nullable Json meta;
  private @Nullable String correlationId;
  private @Nullable String causationId;
  private List<String> tags = List.of();
  private @Nullable Instant created;
  private @Nullable String recordedBy;

  EventFields(JsonParser parser, @Nullable StreamId stream) {
    this.parser = parser;
    this.stream = stream;
  }

  NewEvent read() throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw JsonText.at(parser, "an event must be an object");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      field(name);
    }
    return new NewEvent(
        stream != null ? stream : new StreamId(required(domain, "domain"), identifier),
        required(type, "type"),
        required(payload, "payload"),
        meta,
        id,
        bySource,
        correlationId,
        causationId,
        tags,
        created);
  }

  /// What an event that is given back says of who appended it.
  @Nullable String recordedBy() {
    return recordedBy;
  }

  private void field(String name) throws IOException {
    switch (name) {
      case "id" -> id = optionalString();
      case "bySource" -> bySource = isTrue();
      case "domain" -> domain = ofStream(optionalString(), StreamId::domain);
      case "identifier" -> identifier = ofStream(optionalString(), StreamId::identifier);
      case "type" -> type = JsonText.string(parser);
      case "payload" -> payload = Json.read(parser);
      case "meta" -> meta = Json.read(parser);
      case "correlationId" -> correlationId = optionalString();
      case "causationId" -> causationId = optionalString();
      case "tags" -> tags = JsonText.strings(parser);
      case "created" -> created = time();
      case "sequence", "position" -> requireNumber(1);
      case "index" -> requireNumber(0);
      case "recorded" -> time();
      case "recordedBy" -> recordedBy = optionalString();
      default -> throw JsonText.at(parser, "an event has no such field");
    }
  }

  private @Nullable String ofStream(
      @Nullable String value, Function<StreamId, @Nullable String> name) {
    if (stream != null && value != null && !value.equals(name.apply(stream))) {
      throw JsonText.at(parser, "the address names another stream");
    }
    return value;
  }

  private void requireNumber(long min) throws IOException {
    if (!isNull() && !JsonText.isWholeNumber(parser, min)) {
      throw JsonText.at(parser, "must be a whole number from " + min);
    }
  }

  private boolean isTrue() {
    if (!isNull() && !parser.currentToken().isBoolean()) {
      throw JsonText.at(parser, "must be true or false");
    }
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  private boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  private @Nullable String optionalString() throws IOException {
    return isNull() ? null : JsonText.string(parser);
  }

  private @Nullable Instant time() throws IOException {
    if (isNull()) {
      return null;
    }
    try {
      return Timestamps.parse(JsonText.string(parser));
    } catch (DateTimeException e) {
      throw JsonText.at(parser, "must be an RFC 3339 time");
    }
  }

  private <T> T required(@Nullable T value, String field) {
    if (value == null) {
      throw new MalformedJson(
          parser.getParsingContext().pathAsPointer() + "/" + field, "is missing");
    }
    return value;
  }
}
