package io.schemeless.eventstore.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads and copies JSON strictly, with errors that say where and never quote the text.
public final class JsonText {
  /// Room for the request, the list and the event around a value of [Json#MAX_DEPTH].
  private static final int ENVELOPE_DEPTH = 8;

  /// Jackson counts the digits of a number a little otherwise inside of a list than at the end of a
  /// text, so what it took alone it would not take back out of an event. It stands behind the exact
  /// count.
  private static final int COARSE_DIGITS = 2 * Json.MAX_DIGITS;

  private static final int MAX_NESTING = Json.MAX_DEPTH + ENVELOPE_DEPTH;

  /// Jackson has bounds of its own, on names (50,000), strings, documents and tokens. They are all
  /// lifted: how much an event may be is the store's to say, in words of its own. What is left is
  /// what a reader must be safe from, nesting and numbers that take quadratic time to convert.
  ///
  /// Without Jackson's table of names, which all parsers of the process share: names of a client's
  /// that hash alike are refused by it, or leave it in a state in which it fails for other texts.
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxNumberLength(COARSE_DIGITS)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxDocumentLength(-1)
                  .maxTokenCount(-1)
                  .build())
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(MAX_NESTING).build())
          .build();

  private JsonText() {}

  /// Reads a document from a parser that stands at its first token.
  public interface Reader<T> {
    T read(JsonParser parser) throws IOException;
  }

  /// Reads exactly one document.
  ///
  /// @throws MalformedJson if the text is not one, or `reader` said so
  public static <T> T parse(String text, Reader<T> reader) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      try {
        if (parser.nextToken() == null) {
          throw new MalformedJson("", "there is no JSON value");
        }
        T value = reader.read(parser);
        if (parser.nextToken() != null) {
          throw new MalformedJson("", "there is something after the JSON value");
        }
        return value;
      } catch (StreamConstraintsException e) {
        boolean number = e.getOriginalMessage().startsWith("Number");
        throw at(parser, number ? tooManyDigits() : tooDeep());
      } catch (JsonParseException e) {
        boolean duplicate = e.getOriginalMessage().startsWith("Duplicate field");
        throw at(parser, duplicate ? "a key occurs twice" : "malformed JSON" + place(e));
      }
    } catch (IOException e) {
      throw new MalformedJson("", "malformed JSON");
    }
  }

  /// The text of UTF-8 bytes.
  ///
  /// @throws MalformedJson if they are not UTF-8
  public static String decode(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedJson("", "the text is not UTF-8");
    }
  }

  /// An error at the place where a parser stands.
  public static MalformedJson at(JsonParser parser, String message) {
    return new MalformedJson(parser.getParsingContext().pathAsPointer().toString(), message);
  }

  /// The string that a parser stands at, or an error that names the place.
  public static String string(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw at(parser, "must be a string");
    }
    return whole(parser, parser.getText());
  }

  /// The strings of the array that a parser stands at, or an error that names the place; none where
  /// it stands at null.
  public static List<String> strings(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return List.of();
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw at(parser, "must be an array of texts");
    }
    List<String> strings = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      strings.add(string(parser));
    }
    return strings;
  }

  static String written(SortedJson value) throws IOException {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      value.write(generator);
    }
    return out.toString();
  }

  /// Copies the value that a parser stands at as compact text.
  static String copyValue(JsonParser parser) throws IOException {
    StringWriter out = new StringWriter();
    try (JsonGenerator copy = FACTORY.createGenerator(out)) {
      int depth = 0;
      do {
        JsonToken token = parser.currentToken();
        switch (token) {
          case START_OBJECT, START_ARRAY -> {
            if (++depth > Json.MAX_DEPTH) {
              throw at(parser, tooDeep());
            }
          }
          case END_OBJECT, END_ARRAY -> depth--;
          default -> {}
        }
        copyToken(parser, token, copy);
      } while (depth > 0 && parser.nextToken() != null);
    }
    return out.toString();
  }

  /// The string of that name in the object that a parser stands at; the parser then stands at its
  /// end.
  static @Nullable String stringMember(JsonParser parser, String name) throws IOException {
    String found = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = parser.currentName().equals(name);
      if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
        found = parser.getText();
      }
      parser.skipChildren();
    }
    return found;
  }

  private static void copyToken(JsonParser parser, JsonToken token, JsonGenerator copy)
      throws IOException {
    switch (token) {
      case START_OBJECT -> copy.writeStartObject();
      case END_OBJECT -> copy.writeEndObject();
      case START_ARRAY -> copy.writeStartArray();
      case END_ARRAY -> copy.writeEndArray();
      case FIELD_NAME -> copy.writeFieldName(whole(parser, parser.currentName()));
      case VALUE_STRING -> copy.writeString(whole(parser, parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> copy.writeNumber(number(parser));
      case VALUE_TRUE -> copy.writeBoolean(true);
      case VALUE_FALSE -> copy.writeBoolean(false);
      case VALUE_NULL -> copy.writeNull();
      case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("a text parser has no " + token);
    }
  }

  private static String whole(JsonParser parser, String text) {
    if (!Utf8.isWellFormed(text)) {
      throw at(parser, "a string has a lone surrogate");
    }
    return text;
  }

  private static String number(JsonParser parser) throws IOException {
    String text = parser.getText();
    if (text.length() > Json.MAX_DIGITS) {
      long digits = text.chars().filter(c -> c >= '0' && c <= '9').count();
      boolean zero = text.startsWith("0") || text.startsWith("-0");
      if (digits - (zero ? 1 : 0) > Json.MAX_DIGITS) {
        throw at(parser, tooManyDigits());
      }
    }
    return text;
  }

  private static String tooManyDigits() {
    return "a number has more than " + Json.MAX_DIGITS + " digits";
  }

  static String tooDeep() {
    return "it nests deeper than " + Json.MAX_DEPTH;
  }

  private static String place(JsonParseException e) {
    return e.getLocation() == null
        ? ""
        : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }

  /// Whether a parser stands at a whole number of 64 bits, and not below `min`.
  public static boolean isWholeNumber(JsonParser parser, long min) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
        && parser.getLongValue() >= min;
  }
}
