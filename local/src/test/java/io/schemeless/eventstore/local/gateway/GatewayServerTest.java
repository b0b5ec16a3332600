package io.schemeless.eventstore.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.schemeless.eventstore.local.UserError;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayServerTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2020-03-12T19:03:58.390Z"));

  private final BlockingQueue<APIGatewayV2HTTPEvent> seen = new LinkedBlockingQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler =
      (event, context) ->
          APIGatewayV2HTTPResponse.builder().withStatusCode(200).withBody("{}").build();
  private GatewayServer server;

  @BeforeEach
  void start() {
    server = GatewayServer.bind(0, CLOCK);
    server.serve(
        OneHandler.everywhere(
            (event, context) -> {
              seen.add(event);
              return handler.handleRequest(event, context);
            }));
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void a_request_becomes_an_event_of_payload_format_2() throws Exception {
    send(
        request("/streams/permit/case%2010011/events?from=2&limit=5&limit=%206")
            .header("X-Many", "one")
            .header("X-Many", "two")
            .header("Cookie", "a=1; b=2")
            .header("User-Agent", "test")
            .GET());

    APIGatewayV2HTTPEvent event = seen.take();
    assertThat(event.getVersion()).isEqualTo("2.0");
    assertThat(event.getRouteKey()).isEqualTo("GET /streams/{domain}/{identifier}/events");
    assertThat(event.getRawPath()).isEqualTo("/streams/permit/case 10011/events");
    assertThat(event.getRawQueryString()).isEqualTo("from=2&limit=5&limit=%206");
    assertThat(event.getQueryStringParameters()).isEqualTo(Map.of("from", "2", "limit", "5, 6"));
    assertThat(event.getPathParameters())
        .isEqualTo(Map.of("domain", "permit", "identifier", "case 10011"));
    assertThat(event.getHeaders())
        .containsEntry("x-many", "one,two")
        .containsKey("host")
        .doesNotContainKey("cookie");
    assertThat(event.getCookies()).containsExactly("a=1", "b=2");
    assertThat(event.getBody()).isNull();
    assertThat(event.getIsBase64Encoded()).isFalse();
    APIGatewayV2HTTPEvent.RequestContext context = event.getRequestContext();
    assertThat(context.getHttp().getMethod()).isEqualTo("GET");
    assertThat(context.getHttp().getPath()).isEqualTo("/streams/permit/case 10011/events");
    assertThat(context.getHttp().getProtocol()).isEqualTo("HTTP/1.1");
    assertThat(context.getHttp().getSourceIp()).isEqualTo("127.0.0.1");
    assertThat(context.getHttp().getUserAgent()).isEqualTo("test");
    assertThat(context.getStage()).isEqualTo("$default");
    assertThat(context.getTime()).isEqualTo("12/Mar/2020:19:03:58 +0000");
    assertThat(context.getTimeEpoch())
        .isEqualTo(Instant.parse("2020-03-12T19:03:58.390Z").toEpochMilli());
    assertThat(context.getRequestId()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/streams/d/a%2Fb/events, 404,",
    "/streams/a%2Fb/events, 200, /streams/a/b/events",
    "/events/a%3Fb, 200, /events/a",
    "/events/a+b, 200, /events/a+b",
    "/events/a%2Bb, 200, /events/a+b",
    "/events/a%2525, 200, /events/a%25",
    "/events/%C3%A9, 200, /events/é",
    "/nothing, 404,",
    "/events/, 404,"
  })
  void a_path_is_decoded_before_it_is_matched(String sent, int status, String rawPath)
      throws Exception {
    HttpResponse<String> answer = send(request(sent).GET());

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(seen.stream().map(APIGatewayV2HTTPEvent::getRawPath).toList())
        .isEqualTo(rawPath == null ? List.of() : List.of(rawPath));
  }

  @Test
  void a_method_without_a_route_is_not_found() throws Exception {
    HttpResponse<String> answer = send(request("/events").DELETE());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Not Found\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, false",
    "'application/json; charset=utf-8', false",
    "text/plain, false",
    "application/cloudevents+json, true",
    "application/octet-stream, true"
  })
  void a_body_that_is_no_text_comes_in_base64(String contentType, boolean base64) throws Exception {
    String body = "[\"é \uD83D\uDE00\"]";

    send(post(body.getBytes(StandardCharsets.UTF_8)).setHeader("Content-Type", contentType));

    APIGatewayV2HTTPEvent event = seen.take();
    assertThat(event.getIsBase64Encoded()).isEqualTo(base64);
    assertThat(base64 ? decoded(event.getBody()) : event.getBody()).isEqualTo(body);
  }

  @Test
  void json_that_is_not_utf_8_arrives_byte_for_byte() throws Exception {
    byte[] body = {'"', (byte) 0xff, '"'};

    send(post(body));

    APIGatewayV2HTTPEvent event = seen.take();
    assertThat(event.getIsBase64Encoded()).isTrue();
    assertThat(Base64.getDecoder().decode(event.getBody())).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource({"4194304, 200", "6291457, 413", "10485761, 413"})
  void a_body_beyond_what_aws_takes_is_refused(int bytes, int status) throws Exception {
    HttpResponse<String> answer = send(post("a".repeat(bytes).getBytes(StandardCharsets.UTF_8)));

    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void an_answer_keeps_its_status_headers_and_cookies() throws Exception {
    handler =
        (event, context) ->
            APIGatewayV2HTTPResponse.builder()
                .withStatusCode(201)
                .withHeaders(Map.of("etag", "\"9\"", "content-type", "application/problem+json"))
                .withCookies(List.of("a=1", "b=2"))
                .withBody(Base64.getEncoder().encodeToString("é".getBytes(StandardCharsets.UTF_8)))
                .withIsBase64Encoded(true)
                .build();

    HttpResponse<String> answer = send(request("/health").GET());

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("etag")).hasValue("\"9\"");
    assertThat(answer.headers().allValues("content-type"))
        .containsExactly("application/problem+json");
    assertThat(answer.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
    assertThat(answer.body()).isEqualTo("é");
  }

  @Test
  void an_answer_of_not_modified_has_no_body() throws Exception {
    handler = (event, context) -> APIGatewayV2HTTPResponse.builder().withStatusCode(304).build();

    HttpResponse<String> answer = send(request("/health").GET());

    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void an_answer_beyond_what_lambda_gives_is_an_error() throws Exception {
    handler =
        (event, context) ->
            APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withBody("\"".repeat(3 * 1024 * 1024))
                .build();

    HttpResponse<String> answer = send(request("/health").GET());

    assertThat(answer.statusCode()).isEqualTo(500);
  }

  @Test
  void a_handler_that_throws_shows_nothing_of_it() throws Exception {
    handler =
        (event, context) -> {
          throw new IllegalStateException("secret");
        };

    HttpResponse<String> answer = send(request("/health").GET());

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
  }

  @Test
  void a_port_that_is_taken_is_said_in_one_line() {
    int port = server.url().getPort();

    assertThatThrownBy(() -> GatewayServer.bind(port, CLOCK))
        .isInstanceOf(UserError.class)
        .hasMessage("port " + port + " is taken; stop what uses it or choose another with --port");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path));
  }

  private HttpRequest.Builder post(byte[] body) {
    return request("/events")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
