package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.memory.MemoryEventStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The bounds of paths and queries, at and just past each.
class AddressBoundsTest {
  private static final String STREAM = "/streams/permit/case-1/events";

  private final Gateway gateway = new Gateway(MemoryEventStore.create());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "domain /streams/*/events",
        "identifier /streams/d/*/events",
        "domain /stream/events?domain=*",
        "identifier /stream/events?domain=d&identifier=*",
        "domain /streams?domain=*",
        "domain /events?domain=*",
        "type /events?type=t&type=*",
        "id /event?id=*",
        "id /correlations/*/events",
        "id /correlation/events?id=*"
      })
  void a_name_in_an_address_has_at_most_512_bytes(String where) {
    // given
    String parameter = where.split(" ")[0];
    String target = where.split(" ")[1];

    // when
    Reply at = gateway.get(target.replace("*", "x".repeat(512))).send();
    Reply past = gateway.get(target.replace("*", "x".repeat(513))).send();

    // then
    assertThat(at.status()).isIn(200, 404);
    assertThat(past.isProblem(400, "invalid-parameter").place())
        .isEqualTo("parameter " + parameter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/stream/events?domain=", "/event?id=", "/events?type=", "/streams?domain="})
  void a_name_in_an_address_is_not_empty(String target) {
    gateway.get(target).send().isProblem(400, "invalid-parameter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stream/events", "/event", "/correlation/events"})
  void a_name_that_the_query_must_give_is_missed(String target) {
    gateway.get(target).send().isProblem(400, "invalid-parameter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=10001",
        "limit=-1",
        "limit=",
        "limit=1.5",
        "limit=01",
        "limit=1e2",
        "limit=99999999999999999999",
        "limit=5&limit=5",
        "limit=%205"
      })
  void a_limit_is_1_to_1000(String query) {
    for (String route : new String[] {"/events", "/streams", STREAM, "/correlations/c/events"}) {
      assertThat(
              gateway.get(route + "?" + query).send().isProblem(400, "invalid-parameter").place())
          .isEqualTo("parameter limit");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1000"})
  void a_limit_at_its_bounds_is_taken(String limit) {
    for (String route : new String[] {"/events", "/streams", STREAM, "/correlations/c/events"}) {
      gateway.get(route + "?limit=" + limit).send().is(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "21", "", "x", "0.5"})
  void a_wait_is_0_to_20_seconds(String wait) {
    assertThat(
            gateway.get("/events?wait=" + wait).send().isProblem(400, "invalid-parameter").place())
        .isEqualTo("parameter wait");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "99999999999999999999"})
  void a_stream_is_read_from_1_on(String from) {
    assertThat(
            gateway
                .get(STREAM + "?from=" + from)
                .send()
                .isProblem(400, "invalid-parameter")
                .place())
        .isEqualTo("parameter from");
  }
}
