package io.schemeless.eventstore.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.schemeless.eventstore.dynamodb.DynamoDbCells;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.testing.LocalAws;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

/// The bounds of the SDK's HTTP client: how many requests it has under way at once, how long it
/// waits, and how large the head of an answer may be.
@SuppressWarnings("NullAway.Init")
class ClientBoundsTest {
  /// What the JDK reads of an answer's headers: names, values, and 32 bytes for each.
  private static final int HEAD = 384 * 1024;

  private final AtomicInteger requests = new AtomicInteger();
  private CountDownLatch together = new CountDownLatch(0);
  private int padding;
  private HttpServer server;
  private AwsClients clients;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 1_024);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    clients =
        AwsClients.create(
            client -> LocalAws.configure(client, endpoint),
            client -> LocalAws.configure(client, endpoint));
  }

  @AfterEach
  void stop() {
    clients.close();
    server.stop(0);
  }

  /// Answers when as many have come as are to be under way at once. Only first tries count: one
  /// that waited for a connection until it was given up comes as a second one.
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestHeaders().getFirst("amz-sdk-request").startsWith("attempt=1;")) {
        together.countDown();
      }
      boolean all = together.await(60, TimeUnit.SECONDS);
      byte[] body = "{}".getBytes(UTF_8);
      if (padding > 0) {
        exchange.getResponseHeaders().set("Padding", "x".repeat(padding));
      }
      exchange.sendResponseHeaders(all ? 200 : 400, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void all_tasks_of_a_call_are_under_way_at_once() throws Exception {
    Field field = SystemHost.class.getDeclaredField("AT_ONCE");
    field.setAccessible(true);
    int atOnce = field.getInt(null);
    together = new CountDownLatch(atOnce);

    List<Object> answers = new SystemHost().all(Collections.nCopies(atOnce, get()));

    assertThat(answers).hasSize(atOnce);
    assertThat(together.getCount()).isZero();
  }

  /// More than the pool of 50 that other HTTP clients of the SDK have.
  @Test
  void nothing_waits_for_a_connection() throws Exception {
    int many = 64;
    together = new CountDownLatch(many);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(Collections.nCopies(many, get()))) {
        done.get();
      }
    }

    assertThat(together.getCount()).isZero();
  }

  @Test
  void the_head_of_an_answer_may_have_384_KiB_and_a_larger_one_is_an_answer_that_did_not_come() {
    DynamoDbCells cells = new DynamoDbCells(clients.dynamoDb(), "t", new SystemHost(), false);
    padding = HEAD - 1_024;
    assertThat(cells.get(new Key("p", "s"), Read.CONSISTENT)).isNull();

    padding = HEAD;
    assertThatExceptionOfType(StoreException.Unavailable.class)
        .isThrownBy(() -> cells.get(new Key("p", "s"), Read.CONSISTENT));
    assertThat(requests)
        .as("one, and one that was tried again, each time twice by the JDK")
        .hasValue(1 + 2 * 6);
  }

  @Test
  void the_times_are_those_of_the_page_on_options() {
    assertThat(times(clients.dynamoDb().serviceClientConfiguration().overrideConfiguration()))
        .containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(10));
    assertThat(times(clients.s3().serviceClientConfiguration().overrideConfiguration()))
        .containsExactly(Duration.ofSeconds(8), Duration.ofSeconds(16));
  }

  private static List<Duration> times(ClientOverrideConfiguration of) {
    return List.of(of.apiCallAttemptTimeout().orElseThrow(), of.apiCallTimeout().orElseThrow());
  }

  private Callable<Object> get() {
    return () -> clients.dynamoDb().listTables();
  }
}
