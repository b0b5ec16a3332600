package io.schemeless.eventstore.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import io.schemeless.eventstore.functions.reset.ResetHandler;
import io.schemeless.eventstore.json.MalformedJson;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.PurgeState;
import io.schemeless.eventstore.store.ResetStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResetTest {
  private final EventStore store = MemoryEventStore.create();
  private final Gateway gateway = new Gateway(store);

  @BeforeEach
  void an_event() {
    gateway.post("/streams/d/events").json("{\"type\":\"t\",\"payload\":0}").send().is(201);
  }

  private int events() {
    return gateway.get("/events").send().is(200).json().path("events").size();
  }

  private static String invoke(ResetHandler handler, String event) throws IOException {
    return invoke(handler, event, new TestContext());
  }

  private static String invoke(ResetHandler handler, String event, Context context)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), out, context);
    return out.toString(UTF_8);
  }

  @Test
  void a_confirmed_reset_empties_the_store() {
    // when
    Reply reply = gateway.post("/reset").json("{\"confirm\":\"sandbox\"}").send();

    // then
    assertThat(reply.is(202).json().at("/purge/complete").asBoolean()).isTrue();
    assertThat(reply.json().at("/purge/items").asInt()).isPositive();
    assertThat(events()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod", "Sandbox", "sandbox ", ""})
  void a_reset_that_names_another_stage_changes_nothing(String stage) {
    // when
    Reply reply = gateway.post("/reset").json("{\"confirm\":\"" + stage + "\"}").send();

    // then
    assertThat(reply.isProblem(422, "wrong-stage").place()).isEqualTo("pointer /confirm");
    assertThat(events()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "\"sandbox\"",
        "{\"confirm\":true}",
        "{\"confirm\":\"sandbox\",\"all\":1}",
        "{\"confirm\":\"sandbox\",\"confirm\":\"sandbox\"}"
      })
  void a_reset_that_is_malformed_changes_nothing(String body) {
    // when
    Reply reply = gateway.post("/reset").json(body).send();

    // then
    reply.isProblem(400, "malformed-body");
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void the_schedule_resets_with_the_same_words() throws IOException {
    // when
    String state = invoke(new ResetHandler(store, "sandbox"), "{\"confirm\":\"sandbox\"}");

    // then
    assertThat(state).contains("\"complete\":true");
    assertThat(events()).isZero();
  }

  @Test
  void a_schedule_of_another_stage_fails_so_that_somebody_hears_of_it() {
    // when
    ResetHandler handler = new ResetHandler(store, "sandbox");

    // then
    assertThatThrownBy(() -> invoke(handler, "{\"confirm\":\"prod\"}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> invoke(handler, "{\"source\":\"aws.events\"}"))
        .isInstanceOf(MalformedJson.class);
    assertThatThrownBy(() -> invoke(handler, "nonsense")).isInstanceOf(MalformedJson.class);
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void a_request_through_api_gateway_comes_as_a_stream_too() throws IOException {
    // given
    String event = Files.readString(Path.of("..", "events-samples", "reset.json"));

    // when
    Reply reply = Reply.read(invoke(new ResetHandler(store, "sandbox"), event).getBytes(UTF_8));

    // then
    assertThat(reply.is(202).header("content-type")).isEqualTo("application/json");
    assertThat(reply.json().at("/purge/complete").asBoolean()).isTrue();
    assertThat(events()).isZero();
  }

  @Test
  void a_store_in_production_has_no_reset() {
    assertThatThrownBy(() -> new ResetHandler(store, "prod"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void the_scheduled_purge_takes_all_the_time_that_the_function_has() throws IOException {
    // given
    SlowStore slow = new SlowStore();

    // when
    String state =
        invoke(
            new ResetHandler(slow, "sandbox"),
            "{\"confirm\":\"sandbox\"}",
            new TestContext(900_000));

    // then
    assertThat(slow.budgets).containsExactly(Duration.ofSeconds(897));
    assertThat(state).isEqualTo("{\"purge\":{\"items\":7,\"objects\":0,\"complete\":false}}");
  }

  @ParameterizedTest
  @CsvSource({"900000, 26", "10000, 7", "1000, 0"})
  void a_requested_purge_ends_before_the_gateway_or_the_function_gives_up(
      int remainingMillis, int seconds) throws IOException {
    // given
    SlowStore slow = new SlowStore();
    String event = Files.readString(Path.of("..", "events-samples", "reset.json"));

    // when
    String unused =
        invoke(new ResetHandler(slow, "sandbox"), event, new TestContext(remainingMillis));

    // then
    assertThat(slow.budgets).containsExactly(Duration.ofSeconds(seconds));
  }

  /// Cannot purge all of it in the time that it is given.
  private static final class SlowStore implements ResetStore {
    private final List<Duration> budgets = new ArrayList<>();

    @Override
    public PurgeState reset(Duration budget) {
      budgets.add(budget);
      return new PurgeState(7, 0, false);
    }

    @Override
    public PurgeState purge(Duration budget) {
      throw new AssertionError("a reset purges by itself");
    }

    @Override
    public void recreate() {
      throw new AssertionError("a function never drops a table");
    }
  }
}
