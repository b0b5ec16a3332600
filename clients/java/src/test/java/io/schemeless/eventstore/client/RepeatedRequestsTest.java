package io.schemeless.eventstore.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is sent again, and what never is.
class RepeatedRequestsTest {
  private static final StreamName STREAM = StreamName.of("d", "i");
  private static final String UNAVAILABLE =
      "{\"type\":\"https://x.example/problems/unavailable\",\"status\":503,\"detail\":\"not now\",\"retryable\":true}";
  private static final String APPENDED =
      "{\"position\":7,\"recorded\":\"2026-01-01T00:00:00.000Z\",\"repeated\":true,\"events\":[{\"id\":\"e\",\"domain\":\"d\",\"identifier\":\"i\",\"sequence\":1,\"position\":7,\"index\":0,\"recorded\":\"2026-01-01T00:00:00.000Z\"}]}";

  private ScriptedServer server;
  private EventStoreClient client;

  @BeforeEach
  void start() throws Exception {
    server = new ScriptedServer();
    client = server.client();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void an_append_whose_answer_is_lost_is_sent_again_under_its_key() {
    server.answering(0, "").answering(503, UNAVAILABLE).answering(201, APPENDED);

    AppendReceipt receipt = client.append(EventData.of(STREAM, "t", Map.of("a", 1)));

    assertThat(receipt.places()).containsExactly(new AppendReceipt.Place("e", STREAM, 1, 7, 0));
    assertThat(server.seen).hasSize(3);
    assertThat(server.seen).extracting(ScriptedServer.Seen::key).doesNotContain("");
    assertThat(server.seen.stream().distinct()).hasSize(1);
  }

  @Test
  void two_appends_have_two_keys() {
    server.answering(201, APPENDED).answering(201, APPENDED);

    client.append(EventData.of(STREAM, "t", 1));
    client.append(EventData.of(STREAM, "t", 1));

    assertThat(server.seen.stream().map(ScriptedServer.Seen::key).distinct()).hasSize(2);
  }

  @Test
  void a_post_without_a_key_is_sent_once() {
    server.answering(503, UNAVAILABLE).answering(201, APPENDED);

    ApiRequest bare = ApiRequest.post("/events", "application/json", new byte[] {'[', ']'});

    assertThatThrownBy(() -> client.exchange(bare)).hasMessage("not now");
    assertThat(server.seen).hasSize(1);
  }

  @Test
  void a_query_is_a_read_and_sent_again() {
    server
        .answering(503, UNAVAILABLE)
        .answering(200, "{\"events\":[],\"next\":\"t\",\"position\":1,\"caughtUp\":true}");

    assertThat(client.replay().matching(QueryItem.ofTags("a")).stream()).isEmpty();
    assertThat(server.seen).hasSize(2);
    assertThat(server.seen.getLast().body())
        .isEqualTo("{\"items\":[{\"types\":[],\"tags\":[\"a\"]}]}");
  }

  @Test
  void what_cannot_succeed_later_is_sent_once() {
    server.answering(
        409,
        "{\"type\":\"https://x.example/problems/version-conflict\",\"detail\":\"no\",\"retryable\":false,\"expected\":3,\"actual\":5}");

    assertThatThrownBy(() -> client.append(STREAM, 3, EventData.of(STREAM, "t", null)))
        .isInstanceOfSatisfying(
            StoreProblem.VersionConflict.class,
            conflict -> {
              assertThat(conflict.expected()).isEqualTo(3);
              assertThat(conflict.actual()).isEqualTo(5);
            });
    assertThat(server.seen).hasSize(1);
  }

  @Test
  void a_server_that_never_answers_is_given_up_and_named() {
    assertThatThrownBy(client::health)
        .isInstanceOf(StoreProblem.Unreachable.class)
        .hasMessageContaining(server.url().toString());
    // The JDK's client asks once more by itself.
    assertThat(server.seen).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void the_gateway_s_own_answers_are_problems_too() {
    for (int i = 0; i < 4; i++) {
      server.answering(429, "{\"message\":\"Too Many Requests\"}");
    }

    assertThatThrownBy(client::health).hasMessage("Too Many Requests");
    assertThat(server.seen).hasSize(4);
  }

  @Test
  void an_answer_of_something_else_is_no_health() {
    server.answering(200, "<html>hello</html>");

    assertThatThrownBy(client::health).hasMessageContaining("is this the URL of a store");
  }

  @Test
  void every_try_is_signed_anew() {
    int[] asked = {0};
    try (EventStoreClient signing =
        EventStoreClient.builder(server.url())
            .signer(RequestSigner.bearer(() -> "t" + asked[0]++))
            .retries(new RetryPolicy(2, java.time.Duration.ZERO, java.time.Duration.ZERO))
            .build()) {
      server
          .answering(503, UNAVAILABLE)
          .answering(200, "{\"incarnation\":\"i\",\"epoch\":1,\"format\":3}");

      assertThat(signing.health()).isEqualTo(new StoreHealth("i", 1, 3));
    }
    assertThat(server.seen)
        .extracting(ScriptedServer.Seen::authorization)
        .containsExactly("Bearer t0", "Bearer t1");
  }

  @Test
  void numbers_keep_every_digit_both_ways() {
    String number = "123456789012345678901234567890.1234567890";
    String event =
        "{\"id\":\"e\",\"domain\":\"d\",\"type\":\"t\",\"payload\":"
            + number
            + ",\"created\":\"2026-01-01T00:00:00.000Z\",\"sequence\":1,\"position\":1,\"index\":0,\"recorded\":\"2026-01-01T00:00:00.000Z\"}";
    server.answering(200, event).answering(201, APPENDED);

    RecordedEvent found = client.event("e").orElseThrow();
    client.append(found.toData());

    assertThat(server.seen.getLast().body()).contains("\"payload\":" + number);
  }
}
