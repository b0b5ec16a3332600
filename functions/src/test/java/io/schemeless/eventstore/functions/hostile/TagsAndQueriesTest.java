package io.schemeless.eventstore.functions.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemeless.eventstore.functions.Reply;
import io.schemeless.eventstore.functions.hostile.harness.FuzzTarget;
import io.schemeless.eventstore.functions.hostile.judge.Exchange;
import io.schemeless.eventstore.functions.hostile.judge.Judge;
import io.schemeless.eventstore.functions.hostile.requests.HostileEvent;
import io.schemeless.eventstore.functions.hostile.requests.HostileTexts;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Tags and queries that take for granted what nobody promised: that a separator is none, that two
/// spellings are one, that a bound is a little further off.
class TagsAndQueriesTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final FuzzTarget target = FuzzTarget.inMemory(7);

  @AfterEach
  void close() {
    target.audit();
    target.close();
  }

  private Reply send(String method, String path, String query, String body) {
    Exchange exchange =
        target.send(
            HostileEvent.request(method, path, query)
                .header("content-type", "application/json")
                .body(body));
    Judge.judge(exchange);
    return Objects.requireNonNull(exchange.reply());
  }

  private Reply append(String type, List<String> tags, ArrayNode failIf) {
    ObjectNode body = MAPPER.createObjectNode();
    ObjectNode event = body.putArray("events").addObject();
    event.put("domain", "tagged").put("type", type).putNull("payload");
    tags.forEach(event.putArray("tags")::add);
    if (!failIf.isEmpty()) {
      body.putObject("condition").set("failIfEventsMatch", failIf);
    }
    return send("POST", "/events", "", body.toString());
  }

  private static ArrayNode items(List<List<String>> tags) {
    ArrayNode items = MAPPER.createArrayNode();
    for (List<String> each : tags) {
      each.forEach(items.addObject().putArray("tags")::add);
    }
    return items;
  }

  private static ArrayNode none() {
    return MAPPER.createArrayNode();
  }

  private Reply query(ArrayNode items) {
    return send(
        "POST", "/query/events", "", MAPPER.createObjectNode().set("items", items).toString());
  }

  private static List<String> types(Reply page) {
    List<String> types = new ArrayList<>();
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    page.json().path("events").forEach(event -> types.add(event.path("type").asText()));
    return types;
  }

  private List<String> byTag(String tag) {
    return types(send("GET", "/events", "tag=" + HostileTexts.encoded(tag), ""));
  }

  /// Each alone is a tag, and so is each around another one.
  private static final List<String> SEPARATORS =
      List.of(
          "/",
          ":",
          "=",
          ",",
          ";",
          "|",
          "&",
          "?",
          "#",
          "%",
          "%2F",
          "+",
          " ",
          "\t",
          "\n",
          "\r\n",
          "\"",
          "\\",
          "'",
          "`",
          "$",
          "*",
          "[",
          "]",
          "{",
          "}",
          "<",
          ">",
          "(",
          ")",
          "!",
          "~",
          "^",
          "@",
          "_",
          "-",
          ".",
          "..",
          "\u0000",
          "\u001f",
          "\u007f",
          "\u0085",
          "\u00a0",
          "\u2028",
          "\ufeff",
          "\uffff",
          "\u202e",
          "0",
          "000000000000001",
          "null",
          "true");

  @Test
  void a_tag_of_any_separator_is_found_by_itself_and_by_no_other() {
    Set<String> all = new LinkedHashSet<>(SEPARATORS);
    for (String separator : SEPARATORS) {
      all.add("a" + separator);
      all.add(separator + "a");
      all.add("a" + separator + "b");
      all.add(separator + separator);
    }
    List<String> tags = List.copyOf(all);
    for (int i = 0; i < tags.size(); i++) {
      assertThat(append("t" + i, List.of(tags.get(i)), none()).status()).isEqualTo(201);
    }

    for (int i = 0; i < tags.size(); i++) {
      assertThat(byTag(tags.get(i))).as(tags.get(i)).containsExactly("t" + i);
      assertThat(append("again", List.of(), items(List.of(List.of(tags.get(i))))).status())
          .as(tags.get(i))
          .isEqualTo(409);
    }
  }

  @Test
  void two_tags_that_join_to_one_text_are_two() {
    append("joined", List.of("a,b"), none());
    append("apart", List.of("a", "b"), none());
    append("other", List.of("ab"), none());

    assertThat(types(query(items(List.of(List.of("a", "b")))))).containsExactly("apart");
    assertThat(byTag("a,b")).containsExactly("joined");
    assertThat(byTag("ab")).containsExactly("other");
    assertThat(types(send("GET", "/events", "tag=a&tag=b", ""))).containsExactly("apart");
  }

  @Test
  void tags_that_differ_only_in_normalisation_or_case_are_different() {
    List<String> spellings =
        List.of(
            "\u00e9",
            Normalizer.normalize("\u00e9", Normalizer.Form.NFD),
            "\u00c9",
            "\u212b",
            "\u00c5",
            "\ufb01",
            "fi",
            "\u0131",
            "i",
            "I",
            "\u00df",
            "ss",
            "a\u200b",
            "a",
            "\ud83d\ude00",
            "\u0041",
            "\u0391");
    for (int i = 0; i < spellings.size(); i++) {
      Reply made =
          append("t" + i, List.of(spellings.get(i)), items(List.of(List.of(spellings.get(i)))));
      assertThat(made.status()).as(spellings.get(i)).isEqualTo(201);
    }

    for (int i = 0; i < spellings.size(); i++) {
      assertThat(byTag(spellings.get(i))).as("%s", i).containsExactly("t" + i);
    }
    assertThat(append("all", spellings, none()).status()).isEqualTo(201);
    assertThat(byTag("i")).containsExactly("t8", "all");
  }

  /// As many as may be, of as many bytes as may be, in one, two, three and four bytes a character.
  @Test
  void twenty_tags_of_256_bytes_are_taken_and_one_byte_or_tag_more_is_not() {
    for (String character : List.of("x", "\u00e9", "\u6f22", "\ud83d\ude00")) {
      int bytes = character.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
      List<String> most =
          IntStream.range(0, 20)
              .mapToObj(i -> "" + (char) ('a' + i) + character.repeat(255 / bytes))
              .map(tag -> tag + "y".repeat(255 - 255 / bytes * bytes))
              .toList();
      String type = "t" + bytes;

      assertThat(append(type, most, items(List.of(most))).status()).isEqualTo(201);
      assertThat(types(query(items(List.of(most))))).containsExactly(type);
      assertThat(byTag(most.get(19))).containsExactly(type);
      String longer = most.getFirst() + "y";
      List<String> more = new ArrayList<>(most);
      more.add("z");
      assertThat(append(type, List.of(longer), none()).status()).isEqualTo(422);
      assertThat(append(type, more, none()).status()).isEqualTo(422);
      assertThat(query(items(List.of(List.of(longer)))).status()).isEqualTo(422);
      assertThat(query(items(List.of(more))).status()).isEqualTo(422);
      assertThat(append(type, List.of(), items(List.of(more))).status()).isEqualTo(422);
      assertThat(send("GET", "/events", "tag=" + HostileTexts.encoded(longer), "").status())
          .isEqualTo(400);
    }
  }

  @Test
  void a_query_of_32_items_is_taken_and_one_of_33_or_none_is_not() {
    append("wanted", List.of("tag-31"), none());
    List<List<String>> most = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      most.add(List.of("tag-" + i));
    }
    assertThat(types(query(items(most)))).containsExactly("wanted");
    assertThat(append("no", List.of(), items(most)).status()).isEqualTo(409);
    ArrayNode again = items(List.of(List.of("tag-31"), List.of("tag-31")));
    assertThat(types(query(again))).containsExactly("wanted");

    most.add(List.of("tag-32"));
    for (ArrayNode wrong : List.of(items(most), none(), items(List.of(List.of())))) {
      assertThat(places(query(wrong))).first().asString().startsWith("/items");
    }
    assertThat(places(append("no", List.of(), items(most))))
        .first()
        .asString()
        .startsWith("/condition/failIfEventsMatch");
  }

  private static List<String> places(Reply refused) {
    assertThat(refused.status()).as(refused.text()).isEqualTo(422);
    List<String> places = new ArrayList<>();
    for (JsonNode error : refused.json().path("errors")) {
      places.add(error.path("pointer").asText());
    }
    return places;
  }

  @Test
  void thirty_two_types_of_an_item_are_taken_and_one_more_is_not() {
    append("type-31", List.of("a"), none());
    ArrayNode items = MAPPER.createArrayNode();
    ObjectNode item = items.addObject();
    item.putArray("tags").add("a");
    ArrayNode types = item.putArray("types");
    IntStream.range(0, 32).forEach(i -> types.add("type-" + i));

    assertThat(types(query(items))).containsExactly("type-31");
    types.add("type-32");
    assertThat(query(items).status()).isEqualTo(422);
  }
}
