package io.schemeless.eventstore.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.memory.MemoryEventStore;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What CloudEvents 1.0 says of values, and what comes back of an event that was given away.
class CloudEventRulesTest {
  private static final String ONE = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final Set<String> OF_THE_STORE =
      Set.of("streamsequence", "logposition", "logindex", "recordedtime");

  private final Gateway gateway = new Gateway(MemoryEventStore.create());

  private Reply post(String body) {
    return gateway
        .post("/streams/d/events")
        .header("Content-Type", ONE)
        .bytes(body.getBytes(UTF_8))
        .send();
  }

  private static String event(String source, String rest) {
    return "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"t\",\"source\":\""
        + source
        + "\""
        + rest
        + "}";
  }

  private JsonNode told() {
    return last(gateway.get("/events").header("Accept", BATCH).send().is(200).json());
  }

  private JsonNode stored() {
    return last(gateway.get("/events").send().is(200).json().path("events"));
  }

  private static JsonNode last(JsonNode events) {
    return events.path(events.size() - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/cloudevents",
        "mailto:cncf-wg-serverless@lists.cncf.io",
        "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66",
        "cloudevents/spec/pull/123",
        "/sensors/tn-1234567/alerts",
        "1-555-123-4567",
        "http://[2001:db8::1]:8080/a?b=/?#c",
        "file:///a",
        "//host/a",
        "?q",
        "#f",
        "%C3%A9",
      })
  void a_uri_reference_is_a_source(String source) {
    post(event(source, "")).is(201);
    assertThat(told().path("source").asText()).isEqualTo(source);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web shop",
        "é",
        "a|b",
        "a%2",
        "%zz",
        "http://a:b/",
        "http://a@b@c/",
        "1a:b",
        ":a",
        "?q=[1]",
        "a#b#c",
        "http://[::1%25a]/",
        "http://[fe80::1%a]/",
        "//",
        "a:",
        "a\\\\b",
        "a\\n",
      })
  void what_is_no_uri_reference_is_no_source(String source) {
    assertThat(post(event(source, "")).isProblem(400, "malformed-body").place())
        .isEqualTo("pointer /source");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"datacontenttype\":\"\" | /datacontenttype",
        "\"datacontenttype\":\"xyz\" | /datacontenttype",
        "\"datacontenttype\":\"a/b/c\" | /datacontenttype",
        "\"datacontenttype\":\"a/b;c\" | /datacontenttype",
        "\"datacontenttype\":\"text/plain; charset=\" | /datacontenttype",
        "\"dataschema\":\"schema\" | /dataschema",
        "\"dataschema\":\"/schema#1\" | /dataschema",
        "\"dataschema\":\"#a\" | /dataschema",
        "\"datacontenttype\":\"text/plain\",\"data\":{} | /data",
        "\"data\":null,\"datacontenttype\":\"text/plain\" | /data",
        "\"datacontenttype\":\"image/png\",\"data_base64\":\"MQ==\" | /data_base64",
        "\"data_base64\":\"MQ==\",\"data\":1 | /data_base64",
        "\"data_base64\":\"eA==\" | /data_base64",
        "\"data_base64\":\"M\" | /data_base64",
        "\"data_base64\":7 | /data_base64",
        "\"schemaurl\":\"a\" | /schemaurl",
        "\"datacontentencoding\":\"base64\" | /datacontentencoding",
        "\"validate\":true | /validate",
      })
  void what_the_specification_refuses_is_refused_with_the_place(String rest, String pointer) {
    assertThat(post(event("/s", "," + rest)).isProblem(400, "malformed-body").place())
        .isEqualTo("pointer " + pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"data\":{\"a\":1},\"data_base64\":null | {\"a\":1}",
        "\"data_base64\":\"eyJhIjogMS4xMH0=\" | {\"a\":1.10}",
        "\"data\":null,\"data_base64\":\"MQ==\" | 1",
        "\"datacontenttype\":\"application/vnd.a.b+json\",\"data_base64\":\"MQ==\" | 1",
        "\"datacontenttype\":\"text/plain; a=\\\"b;\\\\\\\"\\\"\",\"data\":\"x\" | \"x\"",
        "\"data\":null | null",
      })
  void data_is_taken_in_each_form(String rest, String payload) {
    post(event("/s", "," + rest)).is(201);
    assertThat(Json.of(stored().path("payload")).text()).isEqualTo(payload);
  }

  @Test
  void no_data_is_not_data_that_is_null() {
    // given
    post(event("/s", ",\"data\":null").replace("\"1\"", "\"2\"")).is(201);
    JsonNode nullData = told();

    // when
    post(event("/s", "")).is(201);

    // then
    assertThat(told().has("data")).isFalse();
    assertThat(nullData.path("data").isNull()).isTrue();
    assertThat(stored().path("payload").isNull()).isTrue();
    assertThat(stored().path("meta").toString()).isEqualTo("{\"source\":\"/s\",\"noData\":true}");
  }

  @Test
  void a_schema_that_names_nothing_is_none() {
    post(event("/s", ",\"dataschema\":\"#\",\"data\":1")).is(201);
    assertThat(told().has("dataschema")).isFalse();
  }

  @Test
  void json_of_a_type_that_readers_may_not_know_is_told_as_bytes() {
    // given
    post(event("/s", ",\"datacontenttype\":\"application/vnd.a.b+json\",\"data\":\"é\"")).is(201);

    // when
    JsonNode told = told();

    // then
    assertThat(told.has("data")).isFalse();
    assertThat(Base64.getDecoder().decode(told.path("data_base64").asText()))
        .isEqualTo("\"é\"".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"text\"",
        "{\"source\":\"web shop\"}",
        "{\"source\":\"/s\",\"subject\":\"a\",\"n\":7}",
        "{\"source\":\"/s\",\"dataschema\":\"#\"}",
        "{\"source\":\"/s\",\"datacontenttype\":\"text/plain\"}",
        "{\"source\":\"/s\",\"validate\":true}",
        "{\"source\":\"/s\",\"noData\":false}",
        "{\"source\":\"/s\",\"noData\":true}",
        "{\"by\":[1,\"é\\n\"]}",
        "{\"big\":1e999999999}",
      })
  void a_cloud_event_of_ours_given_back_is_the_same_event(String meta) {
    // given
    gateway
        .post("/streams/d/events")
        .json("{\"id\":\"1\",\"type\":\"t\",\"payload\":7,\"meta\":" + meta + "}")
        .send()
        .is(201);
    ObjectNode told = (ObjectNode) told();
    told.remove("domain");
    Gateway other = new Gateway(MemoryEventStore.create());

    // when
    other
        .post("/streams/d/events")
        .header("Content-Type", ONE)
        .bytes(told.toString().getBytes(UTF_8))
        .send()
        .is(201);

    // then
    Reply back = other.get("/events").send().is(200);
    assertThat(back.text()).contains("\"payload\":7,\"meta\":" + meta + ",");
    told.remove(OF_THE_STORE);
    told.put("domain", "d");
    ObjectNode again =
        (ObjectNode) last(other.get("/events").header("Accept", BATCH).send().json());
    again.remove(OF_THE_STORE);
    assertThat(again).isEqualTo(told);
  }

  @Test
  void what_only_looks_like_ours_comes_back_as_it_was() {
    // given
    String rest =
        ",\"datacontenttype\":\"application/json\",\"meta\":\"{\\\"source\\\":\\\"x\\\"}\",\"data\":7";

    // when
    post(event("/streams/d", rest)).is(201);

    // then
    assertThat(told().path("source").asText()).isEqualTo("/streams/d");
    assertThat(told().path("meta").asText()).isEqualTo("{\"source\":\"x\"}");
  }
}
