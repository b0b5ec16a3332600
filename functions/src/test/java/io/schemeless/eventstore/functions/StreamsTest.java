package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.memory.MemoryEventStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsTest {
  private static final String STREAM = "/streams/permit/case-1/events";

  private final Gateway gateway = new Gateway(MemoryEventStore.create());

  private void append(String stream, int count) {
    gateway
        .post(stream)
        .json(
            "["
                + String.join(
                    ",",
                    java.util.Collections.nCopies(
                        count, "{\"type\":\"t\",\"payload\":0,\"correlationId\":\"c\"}"))
                + "]")
        .send()
        .is(201);
  }

  private static List<Integer> sequences(JsonNode page) {
    List<Integer> sequences = new ArrayList<>();
    page.path("events").forEach(event -> sequences.add(event.path("sequence").asInt()));
    return sequences;
  }

  @Test
  void a_stream_is_read_forward_page_by_page() {
    // given
    append(STREAM, 5);

    // when
    Reply first = gateway.get(STREAM + "?limit=2").send().is(200);
    Reply second = gateway.get(STREAM + "?limit=2&from=" + first.json().path("next")).send();

    // then
    assertThat(sequences(first.json())).containsExactly(1, 2);
    assertThat(sequences(second.json())).containsExactly(3, 4);
    assertThat(first.header("etag")).isEqualTo("\"5\"");
    assertThat(first.json().path("version").asInt()).isEqualTo(5);
  }

  @Test
  void a_stream_is_read_backward_page_by_page() {
    // given
    append(STREAM, 5);

    // when
    Reply first = gateway.get(STREAM + "?limit=3&direction=backward").send().is(200);
    String link = first.header("link");
    Reply second =
        gateway
            .get("/streams/permit/case-1/" + link.substring(1, link.indexOf('>')))
            .send()
            .is(200);

    // then
    assertThat(sequences(first.json())).containsExactly(5, 4, 3);
    assertThat(sequences(second.json())).containsExactly(2, 1);
    assertThat(second.json().path("next").isNull()).isTrue();
    assertThat(second.headers()).doesNotContainKey("link");
  }

  @Test
  void a_stream_without_events_is_an_empty_page_at_version_0() {
    // when
    Reply reply = gateway.get(STREAM).send().is(200);

    // then
    assertThat(reply.json().path("events")).isEmpty();
    assertThat(reply.json().path("version").asInt()).isZero();
    assertThat(reply.header("etag")).isEqualTo("\"0\"");
  }

  @Test
  void the_etag_of_a_read_is_what_an_append_expects() {
    // given
    append(STREAM, 3);
    String etag = gateway.get(STREAM).send().header("etag");

    // when
    Reply reply =
        gateway.post(STREAM).header("If-Match", etag).json("{\"type\":\"t\",\"payload\":0}").send();

    // then
    reply.is(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"3\" | 304",
        "W/\"3\" | 304",
        "\"1\", \"3\" | 304",
        "* | 304",
        "\"2\" | 200",
        "3 | 200",
        "\"33\" | 200",
        "W/* | 200"
      })
  void a_known_version_is_not_sent_again(String ifNoneMatch, int status) {
    // given
    append(STREAM, 3);

    // when
    Reply reply = gateway.get(STREAM).header("If-None-Match", ifNoneMatch).send();

    // then
    assertThat(reply.is(status).header("etag")).isEqualTo("\"3\"");
    assertThat(reply.body().length == 0).isEqualTo(status == 304);
  }

  @Test
  void a_stream_that_has_no_event_does_not_match_the_star() {
    gateway.get(STREAM).header("If-None-Match", "*").send().is(200);
    gateway.get(STREAM).header("If-None-Match", "\"0\"").send().is(304);
  }

  @Test
  void streams_are_listed_page_by_page() {
    // given
    for (int i = 0; i < 5; i++) {
      append("/streams/permit/case-" + i + "/events", 1);
    }
    append("/streams/ledger/events", 1);

    // when
    List<String> seen = new ArrayList<>();
    String target = "/streams?domain=permit&limit=2";
    JsonNode page;
    do {
      Reply reply = gateway.get(target).send().is(200);
      page = reply.json();
      page.path("streams").forEach(stream -> seen.add(stream.path("identifier").asText()));
      target = "/" + reply.header("link").replaceAll("^<|>.*", "");
    } while (!page.path("next").isNull());

    // then
    assertThat(seen).containsExactly("case-0", "case-1", "case-2", "case-3", "case-4");
    assertThat(gateway.get("/streams").send().is(200).json().path("streams")).hasSize(6);
  }

  @Test
  void a_damaged_token_of_a_list_is_refused() {
    gateway.get("/streams?after=AAAA").send().isProblem(400, "token-rejected");
  }

  @Test
  void an_event_is_found_by_either_id() {
    // given
    JsonNode event =
        gateway
            .post(STREAM)
            .json("[{\"type\":\"t\",\"payload\":0},{\"id\":\"mine\",\"type\":\"t\",\"payload\":1}]")
            .send()
            .is(201)
            .json()
            .path("events");

    // when
    Reply given = gateway.get("/events/" + event.get(0).path("id").asText()).send();
    Reply own = gateway.get("/events/mine").send();

    // then
    assertThat(given.is(200).json().path("payload").asInt()).isZero();
    assertThat(own.is(200).json().path("payload").asInt()).isEqualTo(1);
  }

  @Test
  void an_event_that_is_not_there_is_not_found() {
    gateway.get("/events/nobody").send().isProblem(404, "event-not-found");
    gateway.get("/event?id=nobody").send().isProblem(404, "event-not-found");
  }

  @Test
  void a_chain_is_read_page_by_page() {
    // given
    append(STREAM, 3);
    append("/streams/ledger/events", 2);

    // when
    Reply first = gateway.get("/correlations/c/events?limit=4").send().is(200);
    String link = first.header("link");
    Reply second = gateway.get("/correlations/c/" + link.substring(1, link.indexOf('>'))).send();

    // then
    assertThat(first.json().path("events")).hasSize(4);
    assertThat(second.is(200).json().path("events")).hasSize(1);
  }

  @Test
  void health_names_the_store_and_nothing_in_it() {
    // given
    String before = gateway.get("/health").send().is(200).json().path("incarnation").asText();
    gateway.post("/reset").json("{\"confirm\":\"sandbox\"}").send().is(202);

    // when
    Reply reply = gateway.get("/health").send().is(200);

    // then
    assertThat(reply.json().path("incarnation").asText()).isNotEqualTo(before);
    gateway.get("/health?verbose=1").send().isProblem(400, "invalid-parameter");
  }
}
