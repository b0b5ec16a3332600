package io.schemeless.eventstore.local.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.schemeless.eventstore.functions.append.AppendHandler;
import io.schemeless.eventstore.functions.replay.ReplayHandler;
import io.schemeless.eventstore.local.UserError;
import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What goes into a function and comes out of it through AWS's runtime interface client, which has
/// no bound of its own below those of Lambda.
class PayloadBoundsTest {
  private static final int MEGABYTE = 1024 * 1024;
  private static final LocalEnvironment NONE = new LocalEnvironment(Map.of());

  @Test
  void an_event_of_6_MiB_reaches_the_function_and_one_byte_more_is_refused_here() throws Exception {
    PackagedFunctions.needTheJar();
    String event = PackagedFunctions.sample("append-valid.json");
    String body =
        event.substring(event.indexOf("\"body\""), event.indexOf('\n', event.indexOf("\"body\"")));
    int others = event.replace(body, "\"body\": \"\",").getBytes(StandardCharsets.UTF_8).length;
    String most = event.replace(body, "\"body\": \"" + "x".repeat(6 * MEGABYTE - others) + "\",");

    try (Emulators emulators = Emulators.start(Emulators.Plan.IN_MEMORY, _ -> {});
        Invoker invoker = start(AppendHandler.class, emulators)) {
      InvokeResult answer = invoker.invoke(most);

      assertThat(answer.failed()).isFalse();
      assertThat(answer.answer()).contains("\"statusCode\":413").contains("body-too-large");
      assertThatExceptionOfType(UserError.class)
          .isThrownBy(() -> invoker.invoke(most + " "))
          .withMessage("the event has 6291457 bytes; Lambda takes 6291456");
    }
  }

  @Test
  void the_largest_page_comes_out_of_the_function() throws Exception {
    PackagedFunctions.needTheJar();

    try (Emulators emulators = Emulators.start(Emulators.Plan.IN_MEMORY, _ -> {});
        LocalStore store = LocalStore.open(LocalStore.NAME, emulators.endpoints(), NONE)) {
      PackagedFunctions.fillLargestPage(store.store());
      try (Invoker invoker = start(ReplayHandler.class, emulators)) {
        InvokeResult answer = invoker.invoke(PackagedFunctions.largestPage());

        assertThat(answer.failed()).isFalse();
        assertThat(answer.answer().length()).isBetween(5_000_000, RuntimeApi.MAX_ANSWER);
        assertThat(answer.answer())
            .contains("\"statusCode\":200")
            .contains("\"isBase64Encoded\":true");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"6291556, 202, false", "6291557, 413, true"})
  void an_answer_that_lambda_would_not_take_is_a_failure(int size, int status, boolean failed)
      throws Exception {
    BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    try (RuntimeApi api = RuntimeApi.start(signals);
        HttpClient client = HttpClient.newHttpClient()) {
      URI response =
          URI.create("http://" + api.address() + "/2018-06-01/runtime/invocation/1/response");
      HttpRequest post =
          HttpRequest.newBuilder(response).POST(BodyPublishers.ofString("x".repeat(size))).build();

      assertThat(client.send(post, BodyHandlers.discarding()).statusCode()).isEqualTo(status);
    }
    Signal.Answered answered = (Signal.Answered) signals.take();
    assertThat(answered.failed()).isEqualTo(failed);
    if (failed) {
      assertThat(answered.body())
          .contains("Function.ResponseSizeTooLarge")
          .contains("the answer has 6291557 bytes; Lambda takes 6291556");
    }
  }

  private static Invoker start(Class<?> handler, Emulators emulators) {
    return Invoker.start(
        handler.getName(),
        NONE.ofFunction(LocalStore.NAME, "Function", emulators.endpoints()),
        _ -> {});
  }
}
