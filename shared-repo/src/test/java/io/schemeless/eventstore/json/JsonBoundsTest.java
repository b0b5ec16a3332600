package io.schemeless.eventstore.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a text stops to be taken for its size. Jackson's own bounds are met nowhere.
class JsonBoundsTest {
  /// Jackson's bounds on a name and on a string, before they were lifted.
  private static final int NAME = 50_000;

  private static final int STRING = 100_000_000;

  @Test
  void a_name_may_be_longer_than_jackson_lets_it() {
    String text = "{\"" + "n".repeat(20 * NAME) + "\":1}";

    assertThat(Json.parse(text).text()).isEqualTo(text);
    assertThat(Json.of(Json.parse(text).toNode()).text()).isEqualTo(text);
  }

  @Test
  void a_string_may_be_longer_than_jackson_lets_it() {
    assertThat(Json.parse("\"" + "s".repeat(STRING + 1) + "\"").size()).isEqualTo(STRING + 3);
  }

  @Test
  void there_may_be_any_number_of_tokens() {
    String text = "[" + "0,".repeat(2_000_000) + "0]";

    assertThat(Json.parse(text).text()).isEqualTo(text);
  }

  /// Jackson counts each of these otherwise, and otherwise alone than in a list.
  @ParameterizedTest
  @CsvSource({
    "%s, 0",
    "-%s, 0",
    "0.%s, 0",
    "-0.%s, 0",
    "7.%s, 1",
    "%s.7, 1",
    "-%s.7, 1",
    "7.%se1, 2",
    "%sE1, 1",
    "%s.7e+1, 2",
    "-0.%se-1, 1",
    "1e%s, 1"
  })
  void a_number_has_1_000_digits_and_one_more_is_refused_by_its_place(String form, int others) {
    String most = form.formatted("7".repeat(1_000 - others));
    String more = form.formatted("7".repeat(1_001 - others));

    assertThat(Json.parse(most).text()).isEqualTo(most);
    assertThat(Json.parse("{\"a\":[" + most + "]}").text()).isEqualTo("{\"a\":[" + most + "]}");
    assertThatExceptionOfType(MalformedJson.class)
        .isThrownBy(() -> Json.parse(more))
        .withMessage("a number has more than 1000 digits");
    assertThatExceptionOfType(MalformedJson.class)
        .isThrownBy(() -> Json.parse("{\"a\":[0," + more + "]}"))
        .withMessage("a number has more than 1000 digits")
        .satisfies(e -> assertThat(e.pointer()).isEqualTo("/a/1"));
  }

  @Test
  void a_number_of_a_whole_body_is_refused_in_the_same_words() {
    assertThatExceptionOfType(MalformedJson.class)
        .isThrownBy(() -> Json.parse("{\"a\":" + "7".repeat(4_000_000) + "}"))
        .withMessage("a number has more than 1000 digits");
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 72, 73, 74, 1_000, 100_000})
  void a_value_nests_64_levels_and_any_more_are_refused_in_the_same_words(int depth) {
    String most = nested(64);

    assertThat(Json.parse(most).text()).isEqualTo(most);
    assertThatExceptionOfType(MalformedJson.class)
        .isThrownBy(() -> Json.parse(nested(depth)))
        .withMessage("it nests deeper than 64");
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 72, 73, 74, 1_000})
  void a_tree_that_nests_too_deep_is_refused_like_a_text(int depth) {
    assertThat(Json.of(tree(64)).text()).isEqualTo(nested(64));
    assertThatExceptionOfType(MalformedJson.class)
        .isThrownBy(() -> Json.of(tree(depth)))
        .withMessage("it nests deeper than 64");
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static JsonNode tree(int depth) {
    JsonNode node = JsonNodeFactory.instance.arrayNode();
    for (int i = 1; i < depth; i++) {
      node = JsonNodeFactory.instance.arrayNode().add(node);
    }
    return node;
  }
}
