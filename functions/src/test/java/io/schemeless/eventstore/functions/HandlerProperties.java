package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.schemeless.eventstore.json.Utf8;
import io.schemeless.eventstore.memory.MemoryEventStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/// What holds of the handlers whatever the request: each answer is also held against the contract.
/// A request that breaks one of these is told at its smallest.
class HandlerProperties {
  private static final int TRIES = 150;
  private static final String EVENT = "{\"type\":\"t\",\"payload\":0}";

  private final Gateway gateway = new Gateway(MemoryEventStore.create());

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> signs =
        Arbitraries.strings()
            .withChars("/?.%+&=;:@\\\" é漢\u0000\n~0aZ")
            .ofMinLength(1)
            .ofMaxLength(9);
    Arbitrary<String> any = Arbitraries.strings().all().ofMinLength(1).ofMaxLength(120);
    return Arbitraries.oneOf(signs, any)
        .filter(name -> Utf8.isWellFormed(name) && Utf8.length(name) <= 512);
  }

  @Provide
  Arbitrary<String> namesForPaths() {
    return names().filter(name -> !name.contains("/") && !name.contains("?"));
  }

  /// Any JSON, compact.
  @Provide
  Arbitrary<String> json() {
    Arbitrary<String> texts =
        Arbitraries.strings()
            .all()
            .ofMaxLength(12)
            .filter(Utf8::isWellFormed)
            .map(text -> new TextNode(text).toString());
    Arbitrary<String> numbers =
        Arbitraries.oneOf(
            Arbitraries.bigIntegers().map(Object::toString),
            Arbitraries.bigDecimals().map(Object::toString));
    Arbitrary<String> leaves =
        Arbitraries.oneOf(texts, numbers, Arbitraries.of("null", "true", "false"));
    return Arbitraries.recursive(() -> leaves, inner -> nested(inner, texts), 0, 4);
  }

  private static Arbitrary<String> nested(Arbitrary<String> inner, Arbitrary<String> names) {
    Arbitrary<String> lists =
        inner.list().ofMaxSize(3).map(values -> "[" + String.join(",", values) + "]");
    Arbitrary<String> objects =
        Combinators.combine(names.list().uniqueElements().ofMaxSize(3), inner)
            .as(
                (keys, value) ->
                    "{" + String.join(",", keys.stream().map(k -> k + ":" + value).toList()) + "}");
    return Arbitraries.oneOf(lists, objects);
  }

  @Property(tries = TRIES)
  void any_payload_comes_back_as_it_was_sent(@ForAll("json") String payload) {
    String body = "{\"type\":\"t\",\"payload\":" + payload + "}";
    String id = append("/streams/d/events", body).at("/events/0/id").asText();

    Reply found = gateway.get("/events/" + id).send().is(200);

    assertThat(found.text()).contains("\"payload\":" + payload + ",\"created\":");
  }

  @Property(tries = TRIES)
  void a_part_of_a_body_is_refused_and_changes_nothing(
      @ForAll("json") String payload, @ForAll @IntRange(max = 10_000) int cut) {
    String body = "{\"type\":\"t\",\"payload\":" + payload + "}";

    Reply reply =
        gateway.post("/streams/d/events").json(body.substring(0, cut % body.length())).send();

    assertThat(reply.isProblem(400, "malformed-body").place()).startsWith("pointer ");
    assertThat(gateway.get("/streams/d/events").send().json().path("version").asInt()).isZero();
  }

  @Property(tries = TRIES)
  void any_text_as_a_body_is_an_answer_to_the_client(@ForAll String body) {
    assertThat(gateway.post("/events").json(body).send().status()).isIn(400, 422);
    assertThat(gateway.post("/reset").json(body).send().status()).isIn(400, 422);
  }

  @Property(tries = TRIES)
  void any_names_lead_back_to_their_stream(
      @ForAll("names") String domain, @ForAll("names") String identifier) {
    String query = "?domain=" + encoded(domain) + "&identifier=" + encoded(identifier);
    JsonNode appended = append("/stream/events" + query, EVENT).at("/events/0");

    JsonNode page = gateway.get("/stream/events" + query).send().is(200).json();

    assertThat(page.at("/events/0/domain").asText()).isEqualTo(domain);
    assertThat(page.at("/events/0/identifier").asText()).isEqualTo(identifier);
    JsonNode last = page.path("events").path(page.path("version").asInt() - 1);
    assertThat(last.path("id")).isEqualTo(appended.path("id"));
  }

  @Property(tries = TRIES)
  void a_path_and_a_query_with_the_same_names_lead_to_the_same_stream(
      @ForAll("namesForPaths") String domain, @ForAll("namesForPaths") String identifier) {
    String path = "/streams/" + encoded(domain) + "/" + encoded(identifier) + "/events";
    String query = "?domain=" + encoded(domain) + "&identifier=" + encoded(identifier);
    append(path, EVENT);

    assertThat(gateway.get("/stream/events" + query).send().is(200).json())
        .isEqualTo(gateway.get(path).send().is(200).json());
  }

  @Property(tries = TRIES)
  void any_path_and_method_have_an_answer(
      @ForAll @NotEmpty String path, @ForAll("names") String query, @ForAll boolean post) {
    String target = "/" + encoded(path).replace("%2F", "/") + "?" + encoded(query);

    assertThat(gateway.call(post ? "POST" : "GET", target).send().status()).isBetween(400, 422);
  }

  @Property(tries = TRIES)
  void any_header_is_read_or_refused(
      @ForAll String value, @ForAll("headers") String name, @ForAll boolean quoted) {
    String given = quoted ? "\"" + value + "\"" : value;

    Reply append = gateway.post("/streams/d/events").header(name, given).json(EVENT).send();
    Reply read = gateway.get("/streams/d/events").header(name, given).send();

    assertThat(append.status()).isIn(201, 400, 412, 415, 422);
    assertThat(read.status()).isIn(200, 304, 406);
  }

  @Provide
  Arbitrary<String> headers() {
    return Arbitraries.of(
        "accept",
        "if-match",
        "if-none-match",
        "idempotency-key",
        "content-type",
        "content-encoding",
        "ce-specversion",
        "x-correlation-id");
  }

  @Property(tries = TRIES)
  void no_text_is_a_token_by_chance(@ForAll @NotEmpty String token) {
    for (String route :
        List.of("/events?after=", "/streams?after=", "/correlations/c/events?after=")) {
      gateway.get(route + encoded(token)).send().isProblem(400, "token-rejected");
    }
  }

  @Property(tries = TRIES)
  void a_token_with_one_other_character_is_refused(
      @ForAll @IntRange(max = 10_000) int at, @ForAll char other) {
    append("/streams/d/events", EVENT);
    String token = gateway.get("/events?limit=1").send().is(200).json().path("next").asText();
    StringBuilder changed = new StringBuilder(token);
    changed.setCharAt(at % token.length(), other);

    int status = gateway.get("/events?after=" + encoded(changed.toString())).send().status();

    assertThat(status).isEqualTo(changed.toString().equals(token) ? 200 : 400);
  }

  @Property(tries = 40)
  void pages_of_any_sizes_make_up_the_whole_log(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 4) Integer> appends,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 7) Integer> limits) {
    Gateway fresh = new Gateway(MemoryEventStore.create());
    for (int events : appends) {
      String body = "[" + String.join(",", Collections.nCopies(events, EVENT)) + "]";
      fresh.post("/streams/d/events").json(body).send().is(201);
    }
    List<Integer> sequences = new ArrayList<>();
    String after = "";
    boolean caughtUp = false;
    for (int i = 0; !caughtUp; i++) {
      String target = "/events?limit=" + limits.get(i % limits.size()) + after;
      JsonNode page = fresh.get(target).send().is(200).json();
      page.path("events").forEach(event -> sequences.add(event.path("sequence").asInt()));
      after = "&after=" + encoded(page.path("next").asText());
      caughtUp = page.path("caughtUp").asBoolean();
    }

    int all = appends.stream().mapToInt(Integer::intValue).sum();
    assertThat(sequences).isEqualTo(IntStream.rangeClosed(1, all).boxed().toList());
  }

  private JsonNode append(String target, String body) {
    return gateway.post(target).json(body).send().is(201).json();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
