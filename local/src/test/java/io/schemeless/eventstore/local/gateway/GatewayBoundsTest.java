package io.schemeless.eventstore.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.schemeless.eventstore.functions.http.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a client is told where no function answers it: in time, or at all.
class GatewayBoundsTest {
  private static final Duration BOUND = Duration.ofMillis(300);

  private final CountDownLatch goOn = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger calls = new AtomicInteger();
  private GatewayServer server;

  @BeforeEach
  void start() {
    RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> late =
        (_, context) -> {
          calls.incrementAndGet();
          most.set(context.getRemainingTimeInMillis());
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException("nobody ends a function before its time", e);
          }
          ended.countDown();
          return ok();
        };
    server = GatewayServer.bind(0, InstantSource.system(), AllowedOrigins.NONE, BOUND);
    server.serve(
        new Functions(
            Map.of(
                Operation.Function.APPEND,
                late,
                Operation.Function.STREAMS,
                (_, _) -> {
                  calls.incrementAndGet();
                  return ok();
                })));
  }

  private static APIGatewayV2HTTPResponse ok() {
    return APIGatewayV2HTTPResponse.builder().withStatusCode(200).withBody("{}").build();
  }

  @AfterEach
  void stop() {
    goOn.countDown();
    server.close();
  }

  private String send(String line, String... headers) throws IOException {
    return RawHttp.send(server.url(), line, headers);
  }

  @Test
  void a_function_that_takes_too_long_is_a_503_of_the_gateway_s() throws Exception {
    String answer = send("POST /events HTTP/1.1", "content-length: 0");

    assertThat(answer)
        .startsWith("HTTP/1.1 503")
        .endsWith("\r\n\r\n{\"message\":\"Service Unavailable\"}");
    assertThat(answer.toLowerCase(Locale.ROOT)).contains("content-type: application/json\r\n");
    assertThat(most.get()).as("told to the function").isBetween(0, (int) BOUND.toMillis());
    assertThat(send("GET /health HTTP/1.1")).as("meanwhile").startsWith("HTTP/1.1 200");
  }

  @Test
  void a_function_goes_on_after_its_client_was_told_that_it_took_too_long() throws Exception {
    assertThat(send("POST /events HTTP/1.1", "content-length: 0")).startsWith("HTTP/1.1 503");

    goOn.countDown();

    ended.await();
    assertThat(calls).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({
    "GET /a|b HTTP/1.1, 400",
    "GET /events?after=^ HTTP/1.1, 400",
    "GET /events/%zz HTTP/1.1, 400",
    "GET /events/[ HTTP/1.1, 400",
    "GET http:// HTTP/1.1, 400",
    "GET, 400",
    "GET events HTTP/1.1, 404",
    "GET ?limit=1 HTTP/1.1, 404",
    "GET //events HTTP/1.1, 404",
    "OPTIONS * HTTP/1.1, 404"
  })
  void a_target_that_is_none_is_answered_by_the_jdk_s_server(String line, int status)
      throws Exception {
    String answer = send(line);

    assertThat(answer).startsWith("HTTP/1.1 " + status).contains("Content-Type: text/html\r\n");
    assertThat(calls).as("calls of a function").hasValue(0);
    assertThat(send("GET /health HTTP/1.1")).as("then").startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @CsvSource({
    "no header line, 400",
    "content-length: x, 400",
    "content-length: -1, 400",
    "transfer-encoding: gzip, 501"
  })
  void a_head_that_is_none_is_answered_by_the_jdk_s_server(String header, int status)
      throws Exception {
    assertThat(send("GET /health HTTP/1.1", header))
        .startsWith("HTTP/1.1 " + status)
        .contains("Content-Type: text/html\r\n");
    assertThat(calls).as("calls of a function").hasValue(0);
  }

  @Test
  void the_page_has_the_bounds_that_hold() throws Exception {
    assertThat(Files.readString(Path.of("..", "docs", "reference", "bounds.md")))
        .contains(
            "| body of a request | %,d bytes | 413 |".formatted(LambdaLimits.GATEWAY_BODY),
            "| request line and headers | %,d bytes | 431 |".formatted(LambdaLimits.GATEWAY_HEAD),
            "| event to a function, as JSON | %,d bytes | 413 |"
                .formatted(LambdaLimits.LAMBDA_PAYLOAD),
            "| answer of a function, as JSON | %,d bytes | 500 |"
                .formatted(LambdaLimits.LAMBDA_PAYLOAD),
            "| until a function answers | %d s | 503 |"
                .formatted(Operation.GATEWAY_WAITS.toSeconds()));
  }
}
