package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who calls, and that an event says so.
class CallersTest {
  private static final String ARN = "arn:aws:sts::111122223333:assumed-role/Writer/session-1";

  private final EventStore store = MemoryEventStore.create();

  private CallAs anybody(String authorizer) {
    return new CallAs(authorizer, null, store);
  }

  private Event only() {
    return store.allEvents().iterator().next();
  }

  @Test
  void an_iam_callers_arn_is_on_the_event() {
    JsonNode answer =
        anybody(",\"authorizer\":{\"iam\":{\"accessKey\":\"A\",\"userArn\":\"" + ARN + "\"}}")
            .post("/events", CallAs.event("d"));

    assertThat(CallAs.status(answer)).isEqualTo(201);
    assertThat(only().recordedBy()).isEqualTo(ARN);
    assertThat(anybody("").get("/events", "").path("body").asText())
        .contains("\"recordedBy\":\"" + ARN + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " is ",
      value = {
        "{\"sub\":\"auth0|7\",\"azp\":\"web\"} is jwt:sub=auth0%7C7&client=web",
        "{\"sub\":\"s\",\"client_id\":\"c\",\"azp\":\"a\"} is jwt:sub=s&client=c",
        "{\"client_id\":\"batch\"} is jwt:client=batch",
        "{\"sub\":\"s\"} is jwt:sub=s"
      })
  void a_tokens_subject_and_client_are_on_the_event(String claims, String told) {
    anybody(CallAs.jwt(claims)).post("/events", CallAs.event("d"));

    assertThat(only().recordedBy()).isEqualTo(told);
  }

  @Test
  void no_subject_reads_as_another() {
    anybody(CallAs.jwt("{\"sub\":\"a&client=b\"}")).post("/events", CallAs.event("d"));

    assertThat(only().recordedBy()).isEqualTo("jwt:sub=a%26client%3Db");
  }

  @Test
  void a_client_cannot_say_who_it_is() {
    String forged =
        "[{\"domain\":\"d\",\"type\":\"t\",\"payload\":0,\"recordedBy\":\"root\","
            + "\"meta\":{\"recordedBy\":\"root\"}}]";

    anybody(CallAs.jwt("{\"client_id\":\"batch\"}")).post("/events", forged);
    anybody("").post("/events", forged);

    assertThat(store.allEvents())
        .extracting(Event::recordedBy)
        .containsExactly("jwt:client=batch", null);
  }

  @Test
  void a_repeat_under_another_session_is_the_same_request() {
    String keyed = CallAs.event("d").replace("\"type\"", "\"id\":\"one\",\"type\"");

    JsonNode first =
        anybody(",\"authorizer\":{\"iam\":{\"userArn\":\"" + ARN + "\"}}").post("/events", keyed);
    JsonNode second =
        anybody(",\"authorizer\":{\"iam\":{\"userArn\":\"" + ARN + "2\"}}").post("/events", keyed);

    assertThat(CallAs.status(first)).isEqualTo(201);
    assertThat(CallAs.status(second)).isEqualTo(201);
    assertThat(only().recordedBy()).isEqualTo(ARN);
  }

  @Test
  void the_cloud_event_says_it_too_and_takes_no_word_of_it() {
    String forged =
        """
        {"specversion":"1.0","id":"1","source":"/elsewhere","type":"t","domain":"d","data":0,
         "recordedby":"root"}""";

    JsonNode told =
        anybody(CallAs.jwt("{\"sub\":\"s\"}"))
            .post("/events", "application/cloudevents+json", forged);

    assertThat(CallAs.status(told)).isEqualTo(201);
    String page = anybody("").cloudEvents("/streams/d/events").path("body").asText();
    assertThat(page).contains("\"recordedby\":\"jwt:sub=s\"").doesNotContain("root");
  }
}
