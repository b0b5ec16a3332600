package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.schemeless.eventstore.functions.http.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The contract covers what the functions serve; and the judge that holds them to it can say no.
class ContractTest {
  private static final APIGatewayV2HTTPEvent HEALTH =
      Lambda.event(
          """
          {"rawPath":"/health","rawQueryString":"","headers":{},
           "requestContext":{"stage":"$default","http":{"method":"GET"}}}""");
  private static final String GOOD =
      "{\"status\":\"ok\",\"incarnation\":\"i\",\"epoch\":0,\"format\":1}";

  private static Reply reply(int status, String body, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(Map.of("content-type", "application/json"));
    all.putAll(headers);
    return new Reply(status, all, body.getBytes(StandardCharsets.UTF_8), false, 0);
  }

  @Test
  void the_contract_has_the_routes_of_the_functions_and_no_others() {
    // given
    Set<String> served =
        Arrays.stream(Operation.values())
            .filter(operation -> operation != Operation.OPTIONS) // told of in words, as HEAD is
            .flatMap(
                operation ->
                    operation.paths().stream().map(path -> operation.method() + " " + path))
            .collect(Collectors.toSet());

    // when
    Set<String> listed =
        Contract.INSTANCE.document().path("paths").properties().stream()
            .flatMap(
                path ->
                    path.getValue().properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(key -> Set.of("get", "post", "put", "delete").contains(key))
                        .map(key -> key.toUpperCase(Locale.ROOT) + " " + path.getKey()))
            .collect(Collectors.toSet());

    // then
    assertThat(listed).isEqualTo(served);
  }

  @Test
  void a_good_answer_passes() {
    Contract.INSTANCE.check(HEALTH, reply(200, GOOD, Map.of()));
  }

  @Test
  void a_status_that_is_not_listed_is_caught() {
    caught(reply(204, "", Map.of()));
  }

  @Test
  void a_field_too_many_is_caught() {
    caught(reply(200, GOOD.replace("{", "{\"host\":\"x\","), Map.of()));
  }

  @Test
  void a_missing_field_is_caught() {
    caught(reply(200, GOOD.replace(",\"epoch\":0", ""), Map.of()));
  }

  @Test
  void a_value_of_the_wrong_kind_is_caught() {
    caught(reply(200, GOOD.replace(":0", ":\"0\""), Map.of()));
  }

  @Test
  void a_header_that_is_not_listed_is_caught() {
    caught(reply(200, GOOD, Map.of("x-powered-by", "java")));
  }

  @Test
  void another_media_type_is_caught() {
    caught(reply(200, GOOD, Map.of("content-type", "text/plain")));
  }

  @Test
  void a_missing_header_is_caught() {
    // given
    APIGatewayV2HTTPEvent stream =
        Lambda.event(
            """
            {"rawPath":"/streams/d/events","rawQueryString":"","headers":{},
             "requestContext":{"stage":"$default","http":{"method":"GET"}}}""");
    String page = "{\"events\":[],\"version\":0,\"next\":null}";

    // when
    Map<String, String> headers = Map.of("vary", "Accept");

    // then
    Contract.INSTANCE.check(stream, reply(200, page, Map.of("vary", "Accept", "etag", "\"0\"")));
    assertThatThrownBy(() -> Contract.INSTANCE.check(stream, reply(200, page, headers)))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void a_request_that_is_accepted_against_the_contract_is_caught() {
    // given
    APIGatewayV2HTTPEvent event =
        Lambda.event(
            """
            {"rawPath":"/health","rawQueryString":"verbose=1","headers":{},
             "requestContext":{"stage":"$default","http":{"method":"GET"}}}""");

    // when
    Reply accepted = reply(200, GOOD, Map.of());

    // then
    assertThatThrownBy(() -> Contract.INSTANCE.check(event, accepted))
        .isInstanceOf(AssertionError.class);
  }

  private static void caught(Reply reply) {
    assertThatThrownBy(() -> Contract.INSTANCE.check(HEALTH, reply))
        .isInstanceOf(AssertionError.class);
  }
}
