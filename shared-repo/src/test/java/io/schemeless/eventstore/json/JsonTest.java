package io.schemeless.eventstore.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"b\":1,\"a\":{\"d\":[{\"z\":0,\"y\":1}],\"c\":\"x\"}}"
            + "|{\"a\":{\"c\":\"x\",\"d\":[{\"y\":1,\"z\":0}]},\"b\":1}",
        "{\"\u20ac\":1,\"\ud83d\ude02\":2,\"\\r\":3,\"1\":4,\"\":5,\"\ufb33\":6}"
            + "|{\"\":5,\"\\r\":3,\"1\":4,\"\u20ac\":1,\"\ud83d\ude02\":2,\"\ufb33\":6}",
        "[1.0,1,1e0,-0,true,false,null,\"a\\\"b\"]|[1.0,1,1e0,-0,true,false,null,\"a\\\"b\"]",
        "0|0",
        "{}|{}"
      })
  void members_are_sorted_by_utf_16_and_nothing_else_changes(String text, String sorted) {
    assertThat(Json.parse(text).sorted().text()).isEqualTo(sorted);
  }

  @Test
  void white_space_goes_and_every_digit_stays() {
    Json json = Json.parse(" { \"a\" : [ 1.10 , -0, 1E+2,12345678901234567890 ] } ");

    assertThat(json.text()).isEqualTo("{\"a\":[1.10,-0,1E+2,12345678901234567890]}");
    assertThat(Json.of(json.toNode())).isEqualTo(Json.parse(json.toNode().toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "nul",
        "NaN",
        "Infinity",
        "-",
        "01",
        "1 2",
        "{} []",
        "'a'",
        "{a:1}",
        "\"\\x\"",
        "\"\t\"",
        "\"\\uD800\"",
        "\"\\uDC00\\uD800\"",
        "{\"\\uD800\":1}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "/**/1",
        "\uFEFF1"
      })
  void what_is_not_json_is_refused(String text) {
    assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(MalformedJson.class);
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused() {
    for (byte[] bytes :
        new byte[][] {
          {'"', (byte) 0xC3, '"'},
          {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
          {'"', (byte) 0xC0, (byte) 0x80, '"'},
          "\"a\"".getBytes(StandardCharsets.UTF_16)
        }) {
      assertThatThrownBy(() -> Json.parse(bytes)).isInstanceOf(MalformedJson.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":[1,{\"b\":NaN}]} | /a/1/b",
        "{\"a\":[\"x\",\"\\uD800\"]} | /a/1",
        "{\"a/b\":{\"a\":1,\"a\":2}} | /a~1b/a"
      })
  void an_error_points_at_its_place_and_does_not_quote_it(String text, String pointer) {
    MalformedJson error = catchThrowableOfType(MalformedJson.class, () -> Json.parse(text));

    assertThat(error.pointer()).isEqualTo(pointer);
    assertThat(error.getMessage()).doesNotContain("NaN", "D800");
  }

  @Test
  void an_error_of_form_tells_line_and_column() {
    assertThatThrownBy(() -> Json.parse("[1,\n  x]")).hasMessageContaining("line 2, column 3");
    assertThatThrownBy(() -> Json.parse("")).hasMessageContaining("there is no JSON value");
    assertThatThrownBy(() -> Json.parse("1 2")).hasMessageContaining("after the JSON value");
    assertThatThrownBy(() -> Json.parse("[".repeat(65) + "]".repeat(65)))
        .hasMessageContaining("nests deeper than 64");
  }

  @Test
  void values_are_equal_by_their_text() {
    Json one = Json.parse(" [1, 2.0]");

    assertThat(one).isEqualTo(Json.parse("[1,2.0]")).hasSameHashCodeAs(Json.parse("[1,2.0]"));
    assertThat(one).isNotEqualTo(Json.parse("[1,2]")).isNotEqualTo("[1,2.0]");
    assertThat(one.hashCode()).isNotEqualTo(Json.NULL.hashCode());
    assertThat(Json.parse(one.utf8())).isEqualTo(one);
  }

  @Test
  void sixty_four_levels_are_taken_and_sixty_five_are_not() {
    assertThat(Json.parse("[".repeat(64) + "]".repeat(64)).size()).isEqualTo(128);
    assertThatThrownBy(() -> Json.parse("[".repeat(65) + "]".repeat(65)))
        .isInstanceOf(MalformedJson.class);
    assertThatThrownBy(() -> Json.parse("[".repeat(100_000))).isInstanceOf(MalformedJson.class);
  }

  @Test
  void a_number_of_a_thousand_digits_is_taken_and_a_longer_one_is_not() {
    assertThat(Json.parse("9".repeat(1000)).size()).isEqualTo(1000);
    assertThatThrownBy(() -> Json.parse("9".repeat(1001))).isInstanceOf(MalformedJson.class);
  }

  @Test
  void names_that_hash_alike_are_taken_and_spoil_nothing_for_other_texts() {
    for (int round = 0; round < 3; round++) {
      for (int count : new int[] {140, 1_000, 10_000}) {
        String alike = object(count, i -> bits(i, "Ab", "BA"));
        String others = object(count, i -> bits(i, "Aa", "BB"));

        assertThat(Json.parse(alike).text()).isEqualTo(alike);
        assertThat(Json.parse(others).text()).isEqualTo(others);
      }
    }
  }

  private static String object(int size, IntFunction<String> name) {
    return IntStream.range(0, size)
        .mapToObj(i -> "\"" + name.apply(i) + "\":1")
        .collect(Collectors.joining(",", "{", "}"));
  }

  /// A name for each number, all of which hash alike if `zero` and `one` do.
  private static String bits(int number, String zero, String one) {
    return IntStream.range(0, 14)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? zero : one)
        .collect(Collectors.joining());
  }

  @Test
  void a_value_does_not_show_itself_in_a_log() {
    assertThat(Json.parse("\"secret\"").toString()).isEqualTo("Json(8 bytes)");
  }

  @Test
  void sizes_are_those_of_utf_8() {
    for (String text :
        new String[] {
          "a", "\u007F", "\u0080", "é", "\u07FF", "\u0800", "日", "😀", "\u0000", "a😀é"
        }) {
      assertThat(Utf8.length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
      assertThat(Utf8.isWellFormed(text)).isTrue();
    }
    for (String text : new String[] {"\uD83D", "\uDE00", "\uDE00\uD83D", "a\uD83Db"}) {
      assertThat(Utf8.isWellFormed(text)).isFalse();
    }
  }

  @Test
  void times_are_rfc_3339_in_utc_with_at_least_milliseconds() {
    assertThat(Timestamps.format(Instant.parse("2011-10-11T13:45:40Z")))
        .isEqualTo("2011-10-11T13:45:40.000Z");
    assertThat(Timestamps.parse("2011-10-11T15:45:40.5+02:00"))
        .isEqualTo(Instant.parse("2011-10-11T13:45:40.500Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2011-10-11T13:45:40Z, 2011-10-11T13:45:40Z",
    "2011-10-11t13:45:40z, 2011-10-11T13:45:40Z",
    "2011-10-11T13:45:40.123456789-00:00, 2011-10-11T13:45:40.123456789Z",
    "2012-02-29T00:00:00-23:59, 2012-02-29T23:59:00Z",
    "2012-03-01T18:01:00+18:01, 2012-03-01T00:00:00Z",
    "0000-01-01T23:59:00+23:59, 0000-01-01T00:00:00Z"
  })
  void every_form_of_rfc_3339_is_read(String text, Instant time) {
    assertThat(Timestamps.parse(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2011-10-11",
        "2011-10-11T13:45Z",
        "2011-10-11T13:45:40",
        "2011-10-11 13:45:40Z",
        "2011-10-11T13:45:40+02",
        "2011-10-11T13:45:40+0200",
        "2011-10-11T13:45:40+02:00:01",
        "2011-10-11T13:45:40+24:00",
        "2011-10-11T13:45:40+00:60",
        "2011-10-11T13:45:40.Z",
        "2011-10-11T13:45:40,5Z",
        "2011-10-11T13:45:40.1234567890Z",
        "2011-10-11T24:00:00Z",
        "2016-12-31T23:59:60Z",
        "2011-02-29T00:00:00Z",
        "2011-10-11T13:45:40Z ",
        "2011-10-11T13:45:40Z[UTC]",
        "٢٠١١-10-11T13:45:40Z",
        "+2011-10-11T13:45:40Z",
        "+10000-01-01T00:00:00Z",
        "-0001-12-31T23:59:59Z",
        "0000-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01"
      })
  void no_other_form_is_read(String text) {
    assertThatThrownBy(() -> Timestamps.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
