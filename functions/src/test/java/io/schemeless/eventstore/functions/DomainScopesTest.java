package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.functions.metrics.Telemetry;
import io.schemeless.eventstore.functions.replay.ReplayHandler;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.EventStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the scopes of a token let a caller do, by domain.
class DomainScopesTest {
  private static final String PREFIX = "events/";

  private final EventStore store = MemoryEventStore.create();

  private CallAs scoped(String scopes) {
    String claims = "{\"sub\":\"s\",\"scope\":" + CallAs.text(scopes) + "}";
    return new CallAs(CallAs.jwt(claims), PREFIX, store);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders",
        "*",
        "a b",
        "a/b",
        "orders:x",
        "read:*",
        "%2A",
        "[orders]",
        "\"",
        "日本",
        "a\tb"
      })
  void a_scope_names_one_domain_whatever_it_is_called(String domain) {
    String named =
        URLEncoder.encode(domain, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    CallAs writer = scoped(PREFIX + "append:" + named);
    CallAs reader = scoped("openid " + PREFIX + "read:" + named);
    String query = "domain=" + named;

    assertThat(CallAs.status(writer.post("/events", CallAs.event(domain)))).isEqualTo(201);
    assertThat(CallAs.status(writer.get("/events", query))).isEqualTo(403);
    assertThat(CallAs.status(reader.get("/events", query))).isEqualTo(200);
    assertThat(CallAs.status(reader.get("/streams", query))).isEqualTo(200);
    assertThat(CallAs.status(reader.get("/stream/events", query))).isEqualTo(200);
    assertThat(CallAs.status(reader.post("/events", CallAs.event(domain)))).isEqualTo(403);
    for (String other : List.of("other", domain + "x", domain + " ", "*" + domain)) {
      assertThat(CallAs.status(writer.post("/events", CallAs.event(other))))
          .as(other)
          .isEqualTo(403);
    }
  }

  @Test
  void one_event_of_another_domain_and_nothing_is_appended() {
    CallAs writer = scoped(PREFIX + "append:orders");
    String both =
        "{\"events\":[{\"domain\":\"orders\",\"type\":\"t\",\"payload\":0},"
            + "{\"domain\":\"salaries\",\"type\":\"t\",\"payload\":0}]}";

    assertThat(CallAs.status(writer.post("/events", both))).isEqualTo(403);
    assertThat(
            CallAs.status(
                writer.post("/streams/salaries/events", "{\"type\":\"t\",\"payload\":0}")))
        .isEqualTo(403);
    assertThat(store.allEvents()).isEmpty();
  }

  @Test
  void an_expectation_of_another_domain_tells_no_version() {
    scoped(PREFIX + "append:*").post("/events", CallAs.event("salaries"));
    String asking =
        "{\"events\":[{\"domain\":\"orders\",\"type\":\"t\",\"payload\":0}],"
            + "\"expected\":[{\"domain\":\"salaries\",\"sequence\":0}]}";

    JsonNode answer = scoped(PREFIX + "append:orders").post("/events", asking);

    assertThat(CallAs.status(answer)).isEqualTo(403);
    assertThat(answer.path("body").asText()).doesNotContain("actual");
  }

  @Test
  void a_condition_asks_of_all_domains_so_it_takes_the_right_to_read_them() {
    String append = PREFIX + "append:orders ";
    String asking =
        "{\"events\":[{\"domain\":\"orders\",\"type\":\"t\",\"payload\":0}],"
            + "\"condition\":{\"failIfEventsMatch\":[{\"tags\":[\"salary:anna\"]}]}}";

    JsonNode one = scoped(append + PREFIX + "read:orders").post("/events", asking);

    assertThat(CallAs.status(one)).isEqualTo(403);
    assertThat(store.allEvents()).isEmpty();
    CallAs all = scoped(append + PREFIX + "read:*");
    assertThat(CallAs.status(all.post("/events", asking))).isEqualTo(201);
  }

  @Test
  void all_domains_have_a_scope_of_their_own() {
    CallAs all = scoped(PREFIX + "append:* " + PREFIX + "read:*");
    CallAs one = scoped(PREFIX + "read:orders");
    all.post("/events", CallAs.event("orders"));

    assertThat(CallAs.status(all.get("/events", ""))).isEqualTo(200);
    assertThat(CallAs.status(all.get("/streams", ""))).isEqualTo(200);
    assertThat(CallAs.status(one.get("/events", ""))).isEqualTo(403);
    assertThat(CallAs.status(one.get("/streams", ""))).isEqualTo(403);
  }

  @Test
  void what_may_not_be_read_is_as_if_it_were_not_there() {
    CallAs all = scoped(PREFIX + "append:* " + PREFIX + "read:*");
    for (String domain : List.of("orders", "salaries")) {
      all.post(
          "/events",
          CallAs.event(domain)
              .replace("\"type\"", "\"id\":\"" + domain + "-1\",\"correlationId\":\"c\",\"type\""));
    }
    CallAs one = scoped(PREFIX + "read:orders");

    assertThat(CallAs.status(one.get("/events/orders-1", ""))).isEqualTo(200);
    JsonNode hidden = one.get("/events/salaries-1", "");
    assertThat(hidden).isEqualTo(one.get("/events/nothing-1", ""));
    assertThat(CallAs.status(hidden)).isEqualTo(404);
    assertThat(one.get("/correlations/c/events", "").path("body").asText())
        .contains("orders-1")
        .doesNotContain("salaries-1");
  }

  @Test
  void a_start_behind_what_may_not_be_read_is_as_if_it_were_not_there() {
    CallAs all = scoped(PREFIX + "append:* " + PREFIX + "read:*");
    for (String domain : List.of("orders", "salaries")) {
      all.post(
          "/events",
          CallAs.event(domain).replace("\"type\"", "\"id\":\"" + domain + "-1\",\"type\""));
    }
    CallAs one = scoped(PREFIX + "read:orders");

    JsonNode hidden = one.get("/events", "domain=orders&afterEvent=salaries-1");
    assertThat(CallAs.status(hidden)).isEqualTo(404);
    assertThat(hidden).isEqualTo(one.get("/events", "domain=orders&afterEvent=nothing-1"));
    assertThat(CallAs.status(one.get("/events", "domain=orders&afterEvent=orders-1")))
        .isEqualTo(200);
    assertThat(CallAs.status(one.get("/events", "afterEvent=orders-1"))).isEqualTo(403);
  }

  @Test
  void a_query_asks_of_all_domains() {
    String body = "{\"items\":[{\"tags\":[\"salary:anna\"]}]}";

    assertThat(CallAs.status(scoped(PREFIX + "read:orders").query(body))).isEqualTo(403);
    assertThat(CallAs.status(scoped(PREFIX + "read:*").query(body))).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"scope\":\"events/read:*\"} | 200",
        "{\"scp\":\"[events/read:orders events/read:*]\"} | 200",
        "{\"scope\":\"events/read\"} | 403",
        "{\"scope\":\"events/read:* \"} | 200",
        "{\"scope\":\"xevents/read:*\"} | 403",
        "{\"scope\":\"EVENTS/READ:*\"} | 403",
        "{\"scope\":\"\"} | 403",
        "{\"scope\":[\"events/read:*\"]} | 403",
        "{} | 403"
      })
  void scopes_are_read_from_the_claims_and_exactly(String claims, int status) {
    assertThat(CallAs.status(new CallAs(CallAs.jwt(claims), PREFIX, store).get("/events", "")))
        .isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"authorizer\":null",
        ",\"authorizer\":{}",
        ",\"authorizer\":{\"jwt\":{}}",
        ",\"authorizer\":{\"jwt\":{\"claims\":null,\"scopes\":[\"events/read:*\"]}}",
        ",\"authorizer\":{\"iam\":{\"userArn\":\"arn\"}}",
        ",\"authorizer\":{\"lambda\":{\"scope\":\"events/read:*\"}}"
      })
  void without_a_token_there_are_no_rights(String authorizer) {
    CallAs call = new CallAs(authorizer, PREFIX, store);

    assertThat(CallAs.status(call.get("/events", ""))).isEqualTo(403);
    assertThat(CallAs.status(call.post("/events", CallAs.event("d")))).isEqualTo(403);
    assertThat(CallAs.status(call.get("/health", ""))).isEqualTo(200);
  }

  @Test
  void a_header_of_the_clients_is_no_token() {
    String event =
        """
        {"rawPath":"/events","rawQueryString":"","headers":{"authorizer":"x","scope":"events/read:*"},
         "authorizer":{"jwt":{"claims":{"scope":"events/read:*"}}},
         "requestContext":{"stage":"$default","http":{"method":"GET"}}}""";

    JsonNode answer =
        CallAs.called(new ReplayHandler(store, new SystemHost(), Telemetry.none(), PREFIX), event);

    assertThat(CallAs.status(answer)).isEqualTo(403);
  }
}
