package io.schemeless.eventstore.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names, texts, numbers and nesting of a body at what is too much: told by a message of its own
/// and by its place, and nothing is written.
class JsonBoundsOverHttpTest {
  private static final String STREAM = "/streams/permit/case-1/events";
  private static final int EVENT = 3 * 1024 * 1024;
  private static final int LAMBDA = 6 * 1024 * 1024;

  private final EventStore store = MemoryEventStore.create();
  private final Gateway gateway = new Gateway(store);

  @ParameterizedTest
  @CsvSource({"payload, /payload/a/1", "meta, /meta/a/1"})
  void a_number_of_too_many_digits_is_told_with_its_place(String field, String pointer) {
    String most = "7".repeat(1_000);

    append(with(field, "{\"a\":[0," + most + "]}")).is(201);
    refused(
        with(field, "{\"a\":[0," + most + "7]}"),
        "malformed-body",
        pointer,
        "a number has more than 1000 digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"payload", "meta"})
  void a_value_that_nests_too_deep_is_told_with_its_place(String field) {
    append(with(field, nested(64))).is(201);
    Reply reply = append(with(field, nested(65))).isProblem(400, "malformed-body");

    assertThat(reply.place()).startsWith("pointer /" + field);
    assertThat(reply.json().at("/errors/0/detail").asText()).isEqualTo("it nests deeper than 64");
    assertThat(events()).as("events that are there").isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"%s\":0}", "\"%s\""})
  void a_name_or_a_text_is_as_long_as_its_event_and_no_longer(String form) {
    int others = with("payload", form.formatted("")).length();

    append(with("payload", form.formatted("x".repeat(EVENT - others)))).is(201);
    refused(
        with("payload", form.formatted("x".repeat(EVENT - others + 1))),
        "invalid-request",
        "",
        "3145728");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"%s\":0}", "\"%s\""})
  void a_name_or_a_text_is_as_long_as_its_meta_and_no_longer(String form) {
    int most = 64 * 1024 - form.formatted("").length();

    append(with("meta", form.formatted("x".repeat(most)))).is(201);
    refused(
        with("meta", form.formatted("x".repeat(most + 1))), "invalid-request", "/meta", "65536");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "/", "~", "\\u0001", "\\\"", "é"})
  void a_place_below_a_name_of_a_whole_body_is_told_by_what_encloses_it(String character) {
    String name = character.repeat(4_000_000 / character.getBytes(UTF_8).length);

    Reply unknown = append(with(name, "0")).isProblem(400, "malformed-body");
    Reply below =
        append(with("payload", "{\"" + name + "\":[01]}")).isProblem(400, "malformed-body");

    assertThat(unknown.place()).isEqualTo("pointer ");
    assertThat(below.place()).isEqualTo("pointer /payload");
    assertThat(below.lambdaBytes()).isLessThan(LAMBDA);
    assertThat(events()).isZero();
  }

  private void refused(String body, String slug, String pointer, String told) {
    Reply reply = append(body).isProblem(slug.equals("malformed-body") ? 400 : 422, slug);

    assertThat(reply.place()).isEqualTo("pointer " + pointer);
    assertThat(reply.json().at("/errors/0/detail").asText()).contains(told);
    assertThat(events()).as("events that are there").isOne();
  }

  private int events() {
    return store.replay(null, PageLimits.ofEvents(10), ReplayFilter.ALL).events().size();
  }

  private Reply append(String body) {
    return gateway.post(STREAM).json(body).send();
  }

  private static String with(String field, String json) {
    return field.equals("payload")
        ? "{\"type\":\"t\",\"payload\":" + json + "}"
        : "{\"type\":\"t\",\"payload\":0,\"" + field + "\":" + json + "}";
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }
}
