package io.schemeless.eventstore.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.schemeless.eventstore.local.UserError;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP as it lies on the wire.
class GatewayGrammarTest {
  private static final String APP = "https://app.example.com";

  private final BlockingQueue<APIGatewayV2HTTPEvent> seen = new LinkedBlockingQueue<>();
  private GatewayServer server;

  @BeforeEach
  void start() {
    server =
        GatewayServer.bind(0, InstantSource.system(), new AllowedOrigins(List.of(APP, "http://b")));
    server.serve(
        OneHandler.everywhere(
            (event, _) -> {
              seen.add(event);
              return APIGatewayV2HTTPResponse.builder()
                  .withStatusCode(200)
                  .withHeaders(Map.of("Access-Control-Allow-Origin", "https://handler.example.com"))
                  .withBody("{}")
                  .build();
            }));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void headers_are_named_in_lower_case_and_joined_and_cookies_stand_apart() throws Exception {
    send("GET /health HTTP/1.1", "X-MANY: one", "x-many: two", "COOKIE: a=1,2; b=3", "cookie: c=4");

    APIGatewayV2HTTPEvent event = seen.take();
    assertThat(event.getHeaders()).containsEntry("x-many", "one,two").doesNotContainKey("cookie");
    assertThat(event.getCookies()).containsExactly("a=1,2", "b=3", "c=4");
  }

  @Test
  void a_target_in_absolute_form_is_its_path_and_query() throws Exception {
    String answer = send("GET http://store.example/events?limit=2 HTTP/1.1");

    assertThat(answer).startsWith("HTTP/1.1 200");
    APIGatewayV2HTTPEvent event = seen.take();
    assertThat(event.getRawPath()).isEqualTo("/events");
    assertThat(event.getRawQueryString()).isEqualTo("limit=2");
  }

  @Test
  void head_leads_where_get_does_and_its_answer_has_no_body() throws Exception {
    String answer = send("HEAD /events HTTP/1.1");

    assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
    assertThat(seen.take().getRouteKey()).isEqualTo("HEAD /events");
  }

  @Test
  void head_where_there_is_no_route_is_the_gateway_s_own_answer_without_its_body()
      throws Exception {
    String answer = send("HEAD /nothing HTTP/1.1");

    assertThat(answer).startsWith("HTTP/1.1 404").endsWith("\r\n\r\n");
    assertThat(answer.toLowerCase(Locale.ROOT))
        .contains("content-length: " + "{\"message\":\"Not Found\"}".length());
    assertThat(seen).isEmpty();
  }

  @Test
  void a_client_that_waits_to_be_told_goes_on() throws Exception {
    String answer =
        RawHttp.sendWithBody(
            server.url(),
            "{}",
            "POST /events HTTP/1.1",
            "content-type: application/json",
            "expect: 100-continue",
            "content-length: 2");

    assertThat(answer).startsWith("HTTP/1.1 100").contains("HTTP/1.1 200");
    assertThat(seen.take().getBody()).isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource({"10240, HTTP/1.1 200", "10241, HTTP/1.1 431"})
  void request_line_and_headers_have_a_bound(int bytes, String status) throws Exception {
    String line = "GET /health HTTP/1.1";
    int others = String.join("\r\n", line, "host: localhost", "connection: close", "").length();
    String long_ = "x-long: " + "a".repeat(bytes - others - "x-long: \r\n".length());

    String answer = send(line, long_);

    assertThat(answer).startsWith(status);
    if (status.endsWith("431")) {
      assertThat(answer).endsWith("{\"message\":\"Request Header Fields Too Large\"}");
    }
  }

  @Test
  void a_long_request_line_counts_as_headers_do() throws Exception {
    assertThat(send("GET /events?after=" + "a".repeat(10_240) + " HTTP/1.1"))
        .startsWith("HTTP/1.1 431");
  }

  @Test
  void a_preflight_of_an_allowed_origin_is_told_so() throws Exception {
    String answer =
        send(
                "OPTIONS /streams/a/events HTTP/1.1",
                "Origin: " + APP,
                "Access-Control-Request-Method: POST")
            .toLowerCase(Locale.ROOT);

    assertThat(answer)
        .startsWith("http/1.1 204")
        .contains("access-control-allow-origin: " + APP + "\r\n")
        .contains("access-control-allow-methods: get,head,post\r\n")
        .contains("idempotency-key")
        .contains("access-control-max-age: 3600\r\n");
    assertThat(seen).isEmpty();
  }

  @Test
  void a_preflight_of_another_origin_is_told_nothing() throws Exception {
    assertThat(
            send(
                "OPTIONS /events HTTP/1.1",
                "Origin: https://evil.example.com",
                "Access-Control-Request-Method: POST"))
        .startsWith("HTTP/1.1 204")
        .doesNotContainIgnoringCase("access-control");
  }

  @Test
  void an_answer_says_to_an_allowed_origin_what_its_page_may_see() throws Exception {
    assertThat(send("GET /health HTTP/1.1", "Origin: http://b").toLowerCase(Locale.ROOT))
        .contains("access-control-allow-origin: http://b\r\n")
        .contains("access-control-expose-headers: etag,")
        .doesNotContain("handler.example.com");
    assertThat(send("GET /health HTTP/1.1")).doesNotContainIgnoringCase("access-control");
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.example.com", "https://a.example.com/", "null", ""})
  void what_is_no_origin_is_refused(String origin) {
    assertThatThrownBy(() -> new AllowedOrigins(List.of(origin)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("--allow-origin");
  }

  private String send(String line, String... headers) throws IOException {
    return RawHttp.send(server.url(), line, headers);
  }
}
