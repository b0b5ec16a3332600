package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.schemeless.eventstore.memory.MemoryEventStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lambda answers at most 6 MB, counted over the JSON of the whole response.
class AnswerSizeTest {
  private static final int LIMIT = 6_291_556;

  private final Gateway gateway = new Gateway(MemoryEventStore.create());

  private void append(String target, String body) {
    gateway.post(target).json(body).send().is(201);
  }

  /// Events of 100 KB with as much of one character as fits: 5 MB and more.
  private void fill(String character) {
    String payload = TextNode.valueOf(character.repeat(100_000 / bytes(character))).toString();
    for (int i = 0; i < 5; i++) {
      String event = "{\"type\":\"t\",\"payload\":" + payload + "}";
      append("/streams/d/events", "[" + String.join(",", Collections.nCopies(10, event)) + "]");
    }
  }

  private static int bytes(String character) {
    return TextNode.valueOf(character).toString().getBytes(StandardCharsets.UTF_8).length - 2;
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\\", "x", "\u0001", "\u007f", "é", "東", "😀", "\u2028", "<"})
  void the_largest_page_of_any_characters_can_be_answered(String character) {
    // given
    fill(character);

    // when
    Reply page = gateway.get("/events?limit=1000").send().is(200);

    // then
    assertThat(page.lambdaBytes()).isLessThan(LIMIT);
    assertThat(page.body()).hasSizeBetween(4_000_000, 4_201_000);
    assertThat(page.json().path("caughtUp").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-ndjson", "application/cloudevents-batch+json"})
  void the_largest_page_of_quotes_can_be_answered_in_every_representation(String accept) {
    // given
    fill("\"");

    // when
    Reply page = gateway.get("/events?limit=1000").header("Accept", accept).send().is(200);

    // then
    assertThat(page.lambdaBytes()).isLessThan(LIMIT);
  }

  @Test
  void a_page_of_cloud_events_with_the_longest_names_and_meta_can_be_answered() {
    // given
    String name = URLEncoder.encode("é".repeat(256), StandardCharsets.UTF_8);
    String target = "/stream/events?domain=" + name + "&identifier=" + name;
    String event = "{\"type\":\"t\",\"payload\":0}";
    String quotes = TextNode.valueOf("\"".repeat(30_000)).toString();
    append(target, "[" + String.join(",", Collections.nCopies(1000, event)) + "]");
    append(
        target,
        "["
            + String.join(
                ",",
                Collections.nCopies(60, "{\"type\":\"t\",\"payload\":0,\"meta\":" + quotes + "}"))
            + "]");

    // when
    Reply names =
        gateway
            .get("/events?limit=1000")
            .header("Accept", "application/cloudevents-batch+json")
            .send()
            .is(200);
    Reply metas =
        gateway
            .get("/events?limit=1000&after=" + names.header("event-store-next"))
            .header("Accept", "application/cloudevents-batch+json")
            .send()
            .is(200);

    // then
    assertThat(names.lambdaBytes()).isLessThan(LIMIT);
    assertThat(metas.lambdaBytes()).isLessThan(LIMIT);
  }

  @Test
  void a_small_answer_is_not_encoded() {
    // given
    append("/streams/d/events", "{\"type\":\"t\",\"payload\":\"\\\"\"}");

    // when
    Reply page = gateway.get("/events").send().is(200);

    // then
    assertThat(page.base64()).isFalse();
  }

  @Test
  void an_event_of_3_MiB_of_quotes_can_be_answered() {
    // given
    append(
        "/streams/d/events",
        "{\"id\":\"large\",\"type\":\"t\",\"payload\":\"" + "\\\"".repeat(1_500_000) + "\"}");

    // when
    Reply event = gateway.get("/events/large").send().is(200);

    // then
    assertThat(event.lambdaBytes()).isLessThan(LIMIT);
    assertThat(event.json().path("payload").asText()).hasSize(1_500_000);
  }

  @Test
  void a_list_of_a_thousand_streams_with_names_of_control_characters_can_be_answered() {
    // given
    String control = "\u0001".repeat(508);
    String domain = TextNode.valueOf("\u0001".repeat(512)).toString();
    for (int append = 0; append < 20; append++) {
      StringBuilder events = new StringBuilder("[");
      for (int i = 0; i < 50; i++) {
        String identifier = TextNode.valueOf(control + (1000 + append * 50 + i)).toString();
        events.append(i == 0 ? "" : ",").append("{\"domain\":").append(domain);
        events
            .append(",\"identifier\":")
            .append(identifier)
            .append(",\"type\":\"t\",\"payload\":0}");
      }
      append("/events", events.append("]").toString());
    }

    // when
    Reply page = gateway.get("/streams?limit=1000").send().is(200);

    // then
    assertThat(page.lambdaBytes()).isLessThan(LIMIT);
    assertThat(page.json().path("streams")).hasSize(500);
    assertThat(page.json().path("next").isNull()).isFalse();
  }

  @Test
  void an_append_whose_answer_would_be_too_large_is_refused_before_it_is_made() {
    // given
    String name = "%01".repeat(512);
    String target = "/stream/events?domain=" + name + "&identifier=" + name;
    String event = "{\"type\":\"t\",\"payload\":0}";

    // when
    Reply refused =
        gateway
            .post(target)
            .json("[" + String.join(",", Collections.nCopies(1000, event)) + "]")
            .send();
    Reply fits =
        gateway
            .post(target)
            .json("[" + String.join(",", Collections.nCopies(600, event)) + "]")
            .send();

    // then
    refused.isProblem(422, "invalid-request");
    assertThat(fits.is(201).lambdaBytes()).isLessThan(LIMIT);
    assertThat(fits.json().at("/events/0/sequence").asInt()).isEqualTo(1);
  }
}
