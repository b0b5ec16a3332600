package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.store.AppendEvents;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Headers as RFC 9110 writes them, on a stream at version 3.
class PreconditionsTest {
  private static final String STREAM = "/streams/permit/case-1/events";
  private static final String EVENT = "{\"type\":\"t\",\"payload\":0}";

  private final Gateway gateway = new Gateway(MemoryEventStore.create());

  PreconditionsTest() {
    gateway.post(STREAM).json("[" + EVENT + "," + EVENT + "," + EVENT + "]").send().is(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"3\" | 201",
        "\"3-x-ndjson\" | 201",
        "\"3-cloudevents-batch+json\" | 201",
        "\"2\",\"3\" | 201",
        "\"xyzzy\", \"r2d2xxxx\", \"3\" | 201",
        "\"a,b\" , \"3\" | 201",
        ", ,\"3\",, | 201",
        "* | 201",
        " * | 201",
        "W/\"3\" | 412",
        "W/\"3\", \"3\" | 201",
        "\"xyzzy\" | 412",
        "\"\" | 412",
        "\"03\" | 412",
        "\"-1\" | 412",
        "\"3-gzip\" | 412",
        "\"1\", \"2\" | 412",
        "\"99999999999999999999\" | 412",
        "3 | 400",
        "'' | 400",
        ", | 400",
        "\"3 | 400",
        "w/\"3\" | 400",
        "*, \"3\" | 400",
        "\"3\" \"4\" | 400"
      })
  void if_match_is_understood(String value, int status) {
    Reply reply = gateway.post(STREAM).header("If-Match", value).json(EVENT).send().is(status);

    if (status == 400) {
      assertThat(reply.isProblem(400, "invalid-parameter").place()).isEqualTo("header If-Match");
    } else if (status == 412) {
      reply.isProblem(412, "version-conflict");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* | 412 | 201",
        "\"3\" | 412 | 201",
        "W/\"3\" | 412 | 201",
        "\"2\", W/\"3-x-ndjson\" | 412 | 201",
        "\"2\" | 201 | 201",
        "\"0\" | 201 | 412",
        "\"xyzzy\" | 201 | 201",
        "3 | 400 | 400"
      })
  void if_none_match_of_an_append_is_understood(String value, int full, int empty) {
    gateway.post(STREAM).header("If-None-Match", value).json(EVENT).send().is(full);
    gateway.post("/streams/new/events").header("If-None-Match", value).json(EVENT).send().is(empty);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"3\" | \"2\" | 201",
        "\"3\" | \"3\" | 412",
        "\"3\" | * | 412",
        "* | * | 412",
        "* | \"2\" | 201",
        "* | \"3\" | 412"
      })
  void both_conditions_must_hold(String match, String noneMatch, int status) {
    gateway
        .post(STREAM)
        .header("If-Match", match)
        .header("If-None-Match", noneMatch)
        .json(EVENT)
        .send()
        .is(status);
  }

  @Test
  void a_stream_without_events_does_not_match_the_star() {
    Reply reply = gateway.post("/streams/new/events").header("If-Match", "*").json(EVENT).send();

    assertThat(reply.isProblem(412, "version-conflict").json().path("actual").asInt(-1)).isZero();
  }

  @Test
  void a_condition_holds_in_the_moment_of_the_append() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        answers.add(
            threads.submit(
                () ->
                    gateway
                        .post(STREAM)
                        .header("If-None-Match", "\"7\", \"0\"")
                        .json(EVENT)
                        .send()
                        .status()));
      }
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isIn(201, 412);
      }
    }

    assertThat(gateway.get(STREAM).send().header("etag")).isEqualTo("\"7\"");
  }

  @Test
  void a_reset_before_the_append_is_seen_by_the_star() {
    EventStore emptied = MemoryEventStore.create();
    emptied.append(
        AppendRequest.of(NewEvent.of(StreamId.of("permit", "case-1"), "t", Json.parse("0"))));
    AppendEvents resetFirst =
        request -> {
          emptied.reset(Duration.ofSeconds(5));
          return emptied.append(request);
        };

    Reply reply =
        new Gateway(emptied, resetFirst).post(STREAM).header("If-Match", "*").json(EVENT).send();

    assertThat(reply.isProblem(412, "version-conflict").json().path("actual").asInt(-1)).isZero();
    assertThat(emptied.streamVersion(StreamId.of("permit", "case-1"))).isZero();
  }

  @Test
  void a_list_given_as_repeated_headers_is_one_list() {
    gateway
        .post(STREAM)
        .header("If-Match", "\"2\"")
        .header("If-Match", "\"3\"")
        .json(EVENT)
        .send()
        .is(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\", \"3\"", "\"3\", \"7\"", "*"})
  void a_repeat_under_a_key_gets_its_first_answer_whatever_the_condition(String match) {
    for (int i = 0; i < 2; i++) {
      Reply reply =
          gateway
              .post(STREAM)
              .header("If-Match", match)
              .header("Idempotency-Key", "k")
              .json(EVENT)
              .send()
              .is(201);
      assertThat(reply.header("etag")).isEqualTo("\"4\"");
      assertThat(reply.json().path("repeated").asBoolean()).isEqualTo(i == 1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, '\"3\"'",
    "application/x-ndjson, '\"3-x-ndjson\"'",
    "application/cloudevents-batch+json, '\"3-cloudevents-batch+json\"'"
  })
  void a_strong_tag_stands_for_one_representation(String type, String etag) {
    Reply reply = gateway.get(STREAM).header("Accept", type).send().is(200);

    assertThat(reply.header("etag")).isEqualTo(etag);
    assertThat(reply.header("vary")).isEqualTo("Accept");
    for (String other : new String[] {"\"3\"", "\"3-x-ndjson\"", "\"3-cloudevents-batch+json\""}) {
      Reply known =
          gateway.get(STREAM).header("Accept", type).header("If-None-Match", other).send();
      assertThat(known.is(other.equals(etag) ? 304 : 200).header("etag")).isEqualTo(etag);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "audio/*; q=0.2, audio/basic, */*;q=0.1 | application/json",
        "text/plain; q=0.5, text/html, text/x-dvi; q=0.8, application/x-ndjson;q=0.1 | application/x-ndjson",
        "*/* | application/json",
        "application/* | application/json",
        "APPLICATION/X-NDJSON | application/x-ndjson",
        "application/json;q=0, */* | application/cloudevents-batch+json",
        "application/json;p=\"a,b;q=0\" | application/json",
        "application/json;q=0.3, application/x-ndjson;q=0.4 | application/x-ndjson",
        "application/json ; q = 0.3 , application/x-ndjson | application/x-ndjson",
        ", , | application/json",
        "'' | application/json"
      })
  void accept_is_understood(String accept, String type) {
    Reply reply = gateway.get("/events").header("Accept", accept).send().is(200);

    assertThat(reply.header("content-type")).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "*/*;q=0", "application/json;q=0.000"})
  void what_is_not_accepted_is_not_sent(String accept) {
    gateway.get("/streams").header("Accept", accept).send().isProblem(406, "not-acceptable");
  }

  @ParameterizedTest
  @CsvSource({"/events", "/streams", STREAM, "/stream/events?domain=permit&identifier=case-1"})
  void a_link_is_followed_by_the_jdk(String target) {
    gateway.post("/streams/permit/case-2/events").json(EVENT).send().is(201);
    String first = target + (target.contains("?") ? "&" : "?") + "limit=1&X-Amz-Signature=secret";

    String link = gateway.get(first).send().is(200).header("link");
    URI next = URI.create(first).resolve(link.substring(1, link.indexOf('>')));

    assertThat(next.getPath()).isEqualTo(URI.create(target).getPath());
    assertThat(link).doesNotContain("secret");
    gateway.get(next.toString()).send().is(200);
  }
}
