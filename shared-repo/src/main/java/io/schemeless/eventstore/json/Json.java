package io.schemeless.eventstore.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One checked JSON value, kept as compact text: every digit of a number and every character of a
/// string is the one that was given, only the white space between tokens is gone.
///
/// ```java
/// Json.parse("{\"amount\": 12345678901234567890.10}").text();  // {"amount":12345678901234567890.10}
/// ```
public final class Json {
  /// How deep arrays and objects may nest in one value.
  public static final int MAX_DEPTH = 64;

  /// How many digits a number may have, those of its exponent included; sign, point, `e` and a lone
  /// 0 before the point do not count.
  public static final int MAX_DIGITS = 1_000;

  public static final Json NULL = new Json("null");

  /// Made of the bytes when it is asked for; several threads may, and all make the same.
  private @Nullable String text;

  /// The compact text as UTF-8 where that is what the value was made of: it lies within an array
  /// that others share and nobody changes.
  private final byte @Nullable [] within;

  private final int from;
  private final int length;

  private Json(String text) {
    this.text = text;
    this.within = null;
    this.from = 0;
    this.length = 0;
  }

  private Json(byte[] within, int from, int length) {
    this.within = within;
    this.from = from;
    this.length = length;
  }

  /// A value whose compact text lies in an array, and was checked: it is not looked at again. The
  /// array must never change.
  public static Json checked(byte[] within, int from, int to) {
    return new Json(within, from, to - from);
  }

  /// Checks and compacts a text.
  ///
  /// @throws MalformedJson if it is not exactly one JSON value, has a duplicate key, a lone
  ///   surrogate or a number of over [#MAX_DIGITS] digits, or nests deeper than [#MAX_DEPTH]
  public static Json parse(String text) {
    return JsonText.parse(text, Json::read);
  }

  /// Checks and compacts UTF-8 bytes; bytes that are not UTF-8 are refused too.
  public static Json parse(byte[] utf8) {
    return parse(JsonText.decode(utf8));
  }

  /// The value that a parser stands at; the parser then stands at its last token.
  public static Json read(JsonParser parser) throws IOException {
    return new Json(JsonText.copyValue(parser));
  }

  /// A Jackson tree as a value.
  ///
  /// @throws MalformedJson as [#parse(String)] does
  public static Json of(JsonNode node) {
    try {
      return parse(Trees.MAPPER.writeValueAsString(node));
    } catch (StreamConstraintsException e) {
      throw new MalformedJson("", JsonText.tooDeep());
    } catch (IOException e) {
      if (e.getCause() instanceof StreamConstraintsException) {
        throw new MalformedJson("", JsonText.tooDeep());
      }
      throw new UncheckedIOException(e);
    }
  }

  /// The value as a Jackson tree, with exact numbers.
  public JsonNode toNode() {
    try {
      return Trees.MAPPER.readTree(text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same value with the members of all objects in the order of their names, by UTF-16 code
  /// units as RFC 8785, 3.2.3 has it: two values are equal as JSON, but for how their numbers are
  /// written, if this makes them equal. Numbers keep their text: `1` and `1.0` stay two values.
  public Json sorted() {
    return new Json(JsonText.parse(text(), parser -> JsonText.written(SortedJson.read(parser))));
  }

  /// The text of an object's member; none where there is no such member, or it is no string.
  public @Nullable String textOf(String member) {
    if (!text().startsWith("{")) {
      return null;
    }
    return JsonText.parse(
            text(), parser -> Optional.ofNullable(JsonText.stringMember(parser, member)))
        .orElse(null);
  }

  /// The compact text.
  public String text() {
    String made = text;
    if (made == null) {
      made = new String(Objects.requireNonNull(within), from, length, StandardCharsets.UTF_8);
      text = made;
    }
    return made;
  }

  /// The compact text's length in bytes of UTF-8.
  public int size() {
    return within == null ? Utf8.length(text()) : length;
  }

  public byte[] utf8() {
    return within == null
        ? text().getBytes(StandardCharsets.UTF_8)
        : Arrays.copyOfRange(within, from, from + length);
  }

  /// Copies the compact text as UTF-8 to a place in an array, and returns its length.
  int copy(byte[] to, int at) {
    byte[] utf8 = within == null ? utf8() : within;
    int size = within == null ? utf8.length : length;
    System.arraycopy(utf8, from, to, at, size);
    return size;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Json json && json.text().equals(text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  /// The size only: a value is the customer's, and ends up in no log by accident.
  @Override
  public String toString() {
    return "Json(" + size() + " bytes)";
  }

  /// Jackson's trees and what makes them: some 300 classes, which an append never asks for.
  private static final class Trees {
    static final JsonMapper MAPPER =
        JsonMapper.builder(JsonText.FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Trees() {}
  }
}
