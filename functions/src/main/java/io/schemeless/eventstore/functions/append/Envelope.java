package io.schemeless.eventstore.functions.append;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.schemeless.eventstore.functions.http.MediaType;
import io.schemeless.eventstore.json.JsonText;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `{"events": [...], "expected": [{"domain", "identifier", "sequence"}], "condition":
/// {...}}`; also a page as the store answers it, whose other fields say nothing here.
final class Envelope {
  private Envelope() {}

  static AppendBody read(JsonParser parser) throws IOException {
    List<NewEvent> events = null;
    Map<StreamId, ExpectedVersion> expected = Map.of();
    AppendCondition condition = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "events" -> events = AppendBody.events(parser, MediaType.JSON, null);
        case "expected" -> expected = expected(parser);
        case "condition" -> condition = ConditionBody.read(parser);
        case "next", "position", "caughtUp", "version" -> requireOfAnswer(name, parser);
        default ->
            throw JsonText.at(
                parser, "the body has no such field; one event goes into events, or an array");
      }
    }
    if (events == null) {
      throw JsonText.at(parser, "events is missing");
    }
    return new AppendBody(events, expected, condition, "");
  }

  private static Map<StreamId, ExpectedVersion> expected(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw JsonText.at(parser, "must be an array");
    }
    Map<StreamId, ExpectedVersion> all = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      readOne(parser, all);
    }
    return all;
  }

  private static void readOne(JsonParser parser, Map<StreamId, ExpectedVersion> all)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw JsonText.at(parser, "must be an object");
    }
    String domain = null;
    String identifier = null;
    Long sequence = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "domain" -> domain = JsonText.string(parser);
        case "identifier" -> identifier = optional(parser);
        case "sequence" -> sequence = sequence(parser);
        default -> throw JsonText.at(parser, "an expected version has no such field");
      }
    }
    if (domain == null || sequence == null) {
      throw JsonText.at(parser, (domain == null ? "domain" : "sequence") + " is missing");
    }
    if (all.put(StreamId.of(domain, identifier), ExpectedVersion.exactly(sequence)) != null) {
      throw JsonText.at(parser, "the stream is named twice");
    }
  }

  private static @Nullable String optional(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NULL ? null : JsonText.string(parser);
  }

  private static long sequence(JsonParser parser) throws IOException {
    if (!JsonText.isWholeNumber(parser, 0)) {
      throw JsonText.at(parser, "must be a whole number, 0 for a new stream");
    }
    return parser.getLongValue();
  }

  private static void requireOfAnswer(String name, JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    boolean right =
        switch (name) {
          case "caughtUp" -> token.isBoolean();
          case "version", "position" -> JsonText.isWholeNumber(parser, 0);
          default ->
              token == JsonToken.VALUE_NULL
                  || token == JsonToken.VALUE_STRING
                  || JsonText.isWholeNumber(parser, 0);
        };
    if (!right) {
      throw JsonText.at(parser, "is not what a page of the store has here");
    }
  }
}
