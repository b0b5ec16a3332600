package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.faults.FaultKind;
import io.schemeless.eventstore.faults.FaultOnRequest;
import io.schemeless.eventstore.faults.FaultOnRequest.Span;
import io.schemeless.eventstore.faults.StorePlace;
import io.schemeless.eventstore.faults.StorePlace.Client;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.testing.FaultyHttp;
import io.schemeless.eventstore.testing.HttpFault;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// For each operation of the API, whichever of its requests to DynamoDB or S3 goes wrong: the
/// answer is right, or a problem that says that the same request may be sent again and when, and
/// then its answer is right.
class EveryOperationTest {
  private static final int MOST_REPEATS = 50;

  private final FaultOnRequest strikes = new FaultOnRequest();

  /// What is read, by all tests.
  private static final class Scene {
    static final StorePlace PLACE = Asking.filled();
  }

  @ParameterizedTest
  @EnumSource(names = {"REPLAY", "STREAM", "LIST", "EVENT_IN_BUCKET", "HEALTH"})
  void a_read_is_right_or_may_be_repeated(Asking asking) {
    broken(asking, FaultKind.THROTTLED, Client.BRISK, Span.ONE_CALL);
  }

  @Test
  void an_append_is_right_or_may_be_repeated() {
    StorePlace place = StorePlace.fresh();
    broken(place, Writing.LARGE_AT_A_VERSION, FaultKind.ANSWER_LOST, Client.BRISK, Span.ONE_CALL);

    place.sound();
  }

  @Test
  void a_reset_is_right_or_may_be_repeated() {
    brokenReset(FaultKind.ANSWER_LOST, Client.BRISK, Span.ONE_CALL);
  }

  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @ParameterizedTest
  @EnumSource
  void a_read_is_right_or_may_be_repeated_whatever_goes_wrong(Asking asking) {
    for (FaultKind trouble : FaultKind.values()) {
      for (Span span : spans(trouble)) {
        broken(asking, trouble, client(trouble), span);
      }
    }
  }

  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @ParameterizedTest
  @EnumSource
  void an_append_is_right_or_may_be_repeated_whatever_goes_wrong(Writing writing) {
    StorePlace place = StorePlace.fresh();
    for (FaultKind trouble : FaultKind.values()) {
      for (Span span : spans(trouble)) {
        broken(place, writing, trouble, client(trouble), span);
      }
    }

    place.sound();
  }

  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @ParameterizedTest
  @EnumSource
  void a_reset_is_right_or_may_be_repeated_whatever_goes_wrong(FaultKind trouble) {
    for (Span span : spans(trouble)) {
      brokenReset(trouble, client(trouble), span);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDeniedException", "ResourceNotFoundException"})
  void what_no_repeat_can_mend_is_told_as_such(String code) {
    FaultyHttp http = new FaultyHttp(_ -> HttpFault.dynamoDb(400, code));
    try (EventStore store = Scene.PLACE.open(http, Client.BRISK)) {
      Gateway gateway = new Gateway(store);
      for (Reply reply :
          List.of(Asking.REPLAY.ask(gateway), Writing.KEYED.send(gateway, "misconfigured"))) {
        reply.isProblem(503, "misconfigured");
        assertThat(reply.json().path("retryable").asBoolean(true)).isFalse();
        assertThat(reply.headers()).doesNotContainKey("retry-after");
      }
    }
  }

  private static List<Span> spans(FaultKind trouble) {
    return trouble.isSlow() ? List.of(Span.ONE_CALL) : List.of(Span.ONE_CALL, Span.FOR_GOOD);
  }

  private static Client client(FaultKind trouble) {
    return trouble.isSlow() ? Client.HASTY : Client.BRISK;
  }

  private void broken(Asking asking, FaultKind trouble, Client client, Span span) {
    Reply right = asking.ask(new Gateway(Scene.PLACE.open()));
    assertThat(right.status()).isIn(200, 304, 404);
    boolean struck = true;
    int k = 0;
    while (struck) {
      strikes.arm(k++, trouble, span);
      FaultyHttp http = new FaultyHttp(strikes);
      try (EventStore store = Scene.PLACE.open(http, client)) {
        Gateway gateway = new Gateway(store);
        Reply reply = asking.ask(gateway);
        struck = strikes.disarm();
        if (!same(reply, right)) {
          mayBeRepeated(reply);
        }
        Reply again = insisted(() -> asking.ask(gateway));
        assertThat(again.text()).as("repeated: %s", strikes).isEqualTo(right.text());
        assertThat(again.status()).as("repeated: %s", strikes).isEqualTo(right.status());
      }
      assertThat(http.openBodies()).isZero();
    }
    assertThat(k).as("requests").isGreaterThan(1);
  }

  private static boolean same(Reply reply, Reply right) {
    return reply.status() == right.status() && reply.text().equals(right.text());
  }

  private void broken(
      StorePlace place, Writing writing, FaultKind trouble, Client client, Span span) {
    Gateway healthy = new Gateway(place.open());
    boolean struck = true;
    int k = 0;
    while (struck) {
      String name = "%s-%s-%s-%d".formatted(writing, trouble, span, k);
      strikes.arm(k++, trouble, span);
      FaultyHttp http = new FaultyHttp(strikes);
      try (EventStore store = place.open(http, client)) {
        Gateway gateway = new Gateway(store);
        Reply reply = writing.send(gateway, name);
        struck = strikes.disarm();
        if (!writing.right(reply, false)) {
          mayBeRepeated(reply);
        }
        Reply again = insisted(() -> writing.send(gateway, name));
        assertThat(writing.right(again, true))
            .as("repeated: %s, %s", again.text(), strikes)
            .isTrue();
      }
      assertThat(http.openBodies()).isZero();
      assertThat(healthy.get("/streams/order/" + name + "/events").send().header("etag"))
          .as("made once: %s", strikes)
          .isEqualTo("\"1\"");
    }
    assertThat(k).as("requests").isGreaterThan(3);
  }

  private void brokenReset(FaultKind trouble, Client client, Span span) {
    boolean struck = true;
    int k = 0;
    while (struck) {
      StorePlace place = StorePlace.fresh();
      Gateway healthy = new Gateway(place.open());
      assertThat(Writing.LARGE_AT_A_VERSION.send(healthy, "gone").status()).isEqualTo(201);
      FaultyHttp http = new FaultyHttp(strikes);
      try (EventStore store = place.open(http, client)) {
        Gateway gateway = new Gateway(store);
        strikes.arm(k++, trouble, span);
        Reply reply = reset(gateway);
        struck = strikes.disarm();
        if (reply.status() == 202) {
          assertThat(healthy.get("/events").send().json().path("events")).isEmpty();
        } else {
          mayBeRepeated(reply);
        }
        Reply again = insisted(() -> reset(gateway));
        assertThat(again.status()).as("repeated: %s, %s", again.text(), strikes).isEqualTo(202);
        assertThat(again.json().at("/purge/complete").asBoolean()).as("%s", strikes).isTrue();
      }
      assertThat(http.openBodies()).isZero();
      assertThat(healthy.get("/events").send().json().path("events")).as("%s", strikes).isEmpty();
      assertThat(Writing.KEYED.send(healthy, "anew").status()).isEqualTo(201);
      place.sound();
    }
    assertThat(k).as("requests").isGreaterThan(3);
  }

  private static Reply reset(Gateway gateway) {
    return gateway.post("/reset").json("{\"confirm\":\"" + Gateway.STAGE + "\"}").send();
  }

  private void mayBeRepeated(Reply reply) {
    String told = reply.status() + " " + reply.text();
    String shown = told.substring(0, Math.min(500, told.length()));
    assertThat(reply.status()).as("%s, %s", shown, strikes).isEqualTo(503);
    assertThat(reply.json().path("retryable").asBoolean()).as("%s, %s", shown, strikes).isTrue();
    assertThat(reply.header("retry-after")).as("%s, %s", shown, strikes).matches("[1-9][0-9]*");
  }

  /// A hasty client meets time limits that nobody injected.
  private static Reply insisted(Supplier<Reply> call) {
    Reply reply = call.get();
    for (int i = 0; i < MOST_REPEATS && reply.json().path("retryable").asBoolean(); i++) {
      reply = call.get();
    }
    return reply;
  }
}
