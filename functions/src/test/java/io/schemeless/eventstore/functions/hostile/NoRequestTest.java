package io.schemeless.eventstore.functions.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.functions.Reply;
import io.schemeless.eventstore.functions.TestContext;
import io.schemeless.eventstore.functions.hostile.harness.InvokedFunctions;
import io.schemeless.eventstore.functions.hostile.harness.SeededHost;
import io.schemeless.eventstore.functions.hostile.requests.HostileEvent;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.json.MalformedJson;
import io.schemeless.eventstore.memory.MemoryEventStore;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Events that API Gateway never sends, but that somebody with the right to invoke a function can.
class NoRequestTest {
  private final InvokedFunctions functions =
      InvokedFunctions.on(MemoryEventStore.create(), new SeededHost(1));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "APPEND  | null",
        "REPLAY  | {}",
        "STREAMS | {\"rawPath\":\"/health\"}",
        "STREAMS | {\"rawPath\":\"/health\",\"requestContext\":null}",
        "STREAMS | {\"rawPath\":\"/health\",\"requestContext\":{\"http\":null}}",
        "STREAMS | {\"rawPath\":null,\"requestContext\":{\"http\":{\"method\":\"GET\"}}}",
        "RESET   | {\"confirm\":\"sandbox\",\"requestContext\":{\"http\":null}}"
      })
  void an_event_that_is_no_request_finds_no_route(Operation.Function function, String event)
      throws IOException {
    // given
    TestContext context = new TestContext();

    // when
    Reply reply = Reply.read(functions.call(function, event, context));

    // then
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().path("type").asText()).endsWith("/problems/route-not-found");
    assertThat(context.logged()).allSatisfy(line -> assertThat(line).contains("\"INFO\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"rawPath\":\"/health\",\"requestContext\":{\"http\":{\"method\":\"GET\"}}}",
        "{\"rawPath\":\"/health\",\"rawQueryString\":null,\"headers\":null,\"body\":null,"
            + "\"requestContext\":{\"stage\":null,\"http\":{\"method\":\"GET\"}}}",
        "{\"rawPath\":\"/health\",\"headers\":{\"accept\":null,\"x-correlation-id\":null},"
            + "\"requestContext\":{\"http\":{\"method\":\"GET\"}}}"
      })
  void a_request_without_a_query_headers_or_a_stage_is_served(String event) throws IOException {
    // when
    byte[] answer = functions.call(Operation.Function.STREAMS, event, new TestContext());

    // then
    assertThat(Reply.read(answer).status()).isEqualTo(200);
  }

  @Test
  void a_reset_without_a_query_or_with_a_header_without_a_value_is_read() throws IOException {
    // given
    HostileEvent event =
        HostileEvent.request("POST", "/reset", "")
            .put("rawQueryString", null)
            .header("content-encoding", null)
            .header("content-type", "application/json")
            .body("{\"confirm\":\"other\"}");

    // when
    byte[] answer = functions.call(Operation.Function.RESET, event.text(), new TestContext());

    // then
    assertThat(Reply.read(answer).status()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "7", "{", "", "{\"source\":\"aws.events\",\"detail\":{}}"})
  void what_is_not_the_schedules_event_empties_nothing(String event) {
    assertThatThrownBy(() -> functions.call(Operation.Function.RESET, event, new TestContext()))
        .isInstanceOf(MalformedJson.class);
  }
}
