package io.schemeless.eventstore.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.memory.MemoryEventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsTest {
  private static final String ONE = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final String STREAM = "/streams/permit/case-1/events";
  private static final String EVENT =
      """
      {"specversion":"1.0","id":"e1","source":"https://permits.example/","type":"receipt",
       "subject":"case-1","time":"2011-10-11T13:45:40.276Z","datacontenttype":"application/json",
       "correlationid":"c","causationid":"b","traceparent":"00-ab","priority":7,"sampled":true,
       "data":{"fee":12345678901234567890.10}}""";

  private final Gateway gateway = new Gateway(MemoryEventStore.create());

  private Reply post(String target, String type, String body) {
    return gateway.post(target).header("Content-Type", type).bytes(body.getBytes(UTF_8)).send();
  }

  @Test
  void a_cloud_event_becomes_an_event() {
    // given
    post(STREAM, ONE, EVENT).is(201);

    // when
    JsonNode event =
        gateway.get("/events/e1?source=https%3A%2F%2Fpermits.example%2F").send().is(200).json();

    // then
    assertThat(event.path("type").asText()).isEqualTo("receipt");
    assertThat(event.path("created").asText()).isEqualTo("2011-10-11T13:45:40.276Z");
    assertThat(event.path("correlationId").asText()).isEqualTo("c");
    assertThat(event.path("causationId").asText()).isEqualTo("b");
    assertThat(event.at("/payload/fee").decimalValue().toPlainString())
        .isEqualTo("12345678901234567890.10");
    assertThat(event.at("/meta/source").asText()).isEqualTo("https://permits.example/");
    assertThat(event.at("/meta/priority").asInt()).isEqualTo(7);
  }

  @Test
  void a_cloud_event_comes_back_with_all_its_attributes() {
    // given
    post(STREAM, ONE, EVENT).is(201);

    // when
    Reply reply =
        gateway
            .get("/events/e1?source=https%3A%2F%2Fpermits.example%2F")
            .header("Accept", ONE)
            .send()
            .is(200);

    // then
    JsonNode sent = io.schemeless.eventstore.json.Json.parse(EVENT).toNode();
    sent.properties()
        .forEach(
            field -> assertThat(reply.json().path(field.getKey())).isEqualTo(field.getValue()));
    assertThat(reply.header("content-type")).isEqualTo(ONE);
    assertThat(reply.json().path("domain").asText()).isEqualTo("permit");
    assertThat(reply.json().path("streamsequence").asText()).isEqualTo("1");
    assertThat(reply.json().has("meta")).isFalse();
  }

  @Test
  void an_event_of_our_own_is_a_cloud_event_too() {
    // given
    gateway
        .post("/stream/events?domain=a/b&identifier=c%20d")
        .json("{\"type\":\"t\",\"payload\":null,\"meta\":{\"by\":[1]}}")
        .send()
        .is(201);

    // when
    JsonNode event = gateway.get("/events").header("Accept", BATCH).send().is(200).json().path(0);

    // then
    assertThat(event.path("source").asText()).isEqualTo("/streams/a%2Fb/c%20d");
    assertThat(event.path("meta").asText()).isEqualTo("{\"by\":[1]}");
    assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
    assertThat(event.path("data").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"source\":1}",
        "{\"source\":\"x\",\"nested\":{}}",
        "{\"source\":\"x\",\"Upper\":1}",
        "{\"source\":\"x\",\"logposition\":\"1\"}",
        "{\"source\":\"x\",\"id\":\"1\"}",
        "{\"source\":\"x\",\"big\":4294967296}",
        "{\"source\":\"x\",\"part\":1.5}",
        "{\"source\":\"x\",\"huge\":1e9999999999}",
        "{\"source\":\"x\",\"datacontenttype\":7}",
        "{\"source\":\"x\",\"meta\":7}",
        "{\"source\":\"\"}",
        "{\"source\":\"x\",\"subject\":\"\"}",
        "\"source\"",
        "7"
      })
  void meta_that_no_cloud_event_brought_is_told_as_text(String meta) {
    // given
    gateway
        .post("/streams/d/events")
        .json("{\"type\":\"t\",\"payload\":0,\"meta\":" + meta + "}")
        .send()
        .is(201);

    // when
    JsonNode event = gateway.get("/events").header("Accept", BATCH).send().is(200).json().path(0);

    // then
    assertThat(event.path("meta").asText()).isEqualTo(meta);
    assertThat(event.path("source").asText()).isEqualTo("/streams/d");
  }

  @Test
  void a_batch_names_its_streams_itself() {
    // given
    String other = EVENT.replace("\"e1\"", "\"e2\"").replace("{\"spec", "{\"domain\":\"b\",\"spec");
    String one = EVENT.replace("{\"spec", "{\"domain\":\"a\",\"identifier\":\"1\",\"spec");

    // when
    Reply reply = post("/events", BATCH, "[" + one + "," + other + "]").is(201);

    // then
    assertThat(reply.json().at("/events/0/identifier").asText()).isEqualTo("1");
    assertThat(reply.json().at("/events/1/domain").asText()).isEqualTo("b");
  }

  @Test
  void one_cloud_event_may_name_its_stream_itself() {
    post("/events", ONE, EVENT.replace("{\"spec", "{\"domain\":\"a\",\"spec")).is(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | ''",
        "7 | ''",
        "{\"specversion\":\"1.0\"} | ''",
        "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"} | /specversion",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"t\"} | ''",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":7,\"type\":\"t\"} | /source",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"time\":\"x\"} | /time",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"domain\":\"d\"} | /domain",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data_base64\":\"AA==\"} | /data_base64",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"logposition\":1} | /logposition",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"\",\"type\":\"t\"} | /source",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"logindex\":\"0\"} | /logindex",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"Ext\":1} | /Ext",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"ext\":{}} | /ext",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"ext\":1.5} | /ext",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"ext\":4294967296} | /ext",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"meta\":7} | /meta",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"meta\":true} | /meta",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"subject\":\"\"} | /subject",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"dataschema\":\"\"} | /dataschema",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"time\":\"2011-10-11T13:45Z\"} | /time",
      })
  void what_is_no_cloud_event_is_refused_with_the_place(String body, String pointer) {
    assertThat(post(STREAM, ONE, body).isProblem(400, "malformed-body").place())
        .isEqualTo("pointer " + pointer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "0.3", ""})
  void the_binary_mode_is_refused_and_not_taken_for_an_event_of_our_own(String version) {
    // when
    Reply reply =
        gateway
            .post(STREAM)
            .header("Ce-Specversion", version)
            .json("{\"type\":\"t\",\"payload\":0}")
            .send()
            .isProblem(415, "unsupported-media-type");

    // then
    assertThat(reply.header("accept")).isEqualTo(ONE + ", " + BATCH);
    assertThat(reply.json().path("detail").asText()).contains("ce-specversion", ONE);
    assertThat(gateway.get("/events").send().json().path("events")).isEmpty();
  }

  @Test
  void a_cloud_event_as_a_whole_may_repeat_its_version_in_a_header() {
    gateway
        .post(STREAM)
        .header("ce-specversion", "1.0")
        .header("content-type", ONE)
        .bytes(EVENT.getBytes(UTF_8))
        .send()
        .is(201);
  }

  @Test
  void a_batch_must_be_an_array() {
    post(STREAM, BATCH, EVENT).isProblem(400, "malformed-body");
  }

  @Test
  void attributes_that_are_null_are_not_there() {
    post(
            STREAM,
            ONE,
            "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"time\":null,\"domain\":null,\"ext\":null}")
        .is(201);
  }
}
