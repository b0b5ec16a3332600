package io.schemeless.eventstore.local.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.schemeless.eventstore.local.UserError;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What an import needs to know of an event; all else goes to the store as it is written.
///
/// @param id the event's, or none
/// @param source of a CloudEvent, or of an event that its source names too
/// @param sequence that the store gave where it comes from, or 0
record EventLook(
    boolean isCloudEvent,
    @Nullable String id,
    @Nullable String source,
    @Nullable String domain,
    @Nullable String identifier,
    long sequence) {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(4_000)
                  .maxStringLength(16 << 20)
                  .build())
          .build();

  /// @throws UserError if it is no JSON object
  static EventLook at(byte[] json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      return read(parser);
    } catch (IOException e) {
      throw new UserError("the input has an event that is no JSON: " + location(json), e);
    }
  }

  private static String location(byte[] json) {
    int shown = Math.min(json.length, 60);
    return new String(json, 0, shown, java.nio.charset.StandardCharsets.UTF_8)
        + (shown < json.length ? "..." : "");
  }

  private static EventLook read(JsonParser parser) throws IOException {
    boolean cloudEvent = false;
    boolean bySource = false;
    String id = null;
    String source = null;
    String metaSource = null;
    String domain = null;
    String identifier = null;
    long sequence = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "specversion" -> cloudEvent = true;
        case "id" -> id = text(parser, value);
        case "source" -> source = text(parser, value);
        case "bySource" -> bySource = value == JsonToken.VALUE_TRUE;
        case "domain" -> domain = text(parser, value);
        case "identifier" -> identifier = text(parser, value);
        case "sequence", "streamsequence" -> sequence = number(parser, value);
        case "meta" -> metaSource = source(parser, value);
        default -> {}
      }
      parser.skipChildren();
    }
    String namedBy = cloudEvent ? source : bySource ? metaSource : null;
    return new EventLook(cloudEvent, id, namedBy, domain, identifier, sequence);
  }

  private static @Nullable String text(JsonParser parser, JsonToken value) throws IOException {
    return value == JsonToken.VALUE_STRING ? parser.getText() : null;
  }

  private static long number(JsonParser parser, JsonToken value) throws IOException {
    return switch (value) {
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_STRING -> parser.getValueAsLong();
      default -> 0;
    };
  }

  /// The member `source` of the object that the parser stands at; it then stands at its end.
  private static @Nullable String source(JsonParser parser, JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      return null;
    }
    String source = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken inner = parser.nextToken();
      if (field.equals("source")) {
        source = text(parser, inner);
      }
      parser.skipChildren();
    }
    return source;
  }

  /// The stream that it names.
  String stream() {
    return domain + "\0" + identifier;
  }
}
