package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.memory.MemoryEventStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which paths and methods lead anywhere.
class RoutesTest {
  private final Gateway gateway = new Gateway(MemoryEventStore.create());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "",
        "/event-streams",
        "/streams/a/b/c/events",
        "/streams//events",
        "/streams/a//events",
        "/streams/a",
        "/streams/",
        "/events/",
        "/Events",
        "/events/a/b",
        "/health/",
        "//events",
        "/correlations/events",
        "/correlations//events",
        "/reset/x"
      })
  void a_path_that_is_no_route_is_not_found(String path) {
    gateway.get(path).send().isProblem(404, "route-not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /events, 'POST, GET, HEAD, OPTIONS'",
    "PUT, /streams/a/b/events, 'POST, GET, HEAD, OPTIONS'",
    "POST, /streams, 'GET, HEAD, OPTIONS'",
    "POST, /events/x, 'GET, HEAD, OPTIONS'",
    "GET, /reset, 'POST, OPTIONS'"
  })
  void a_method_that_a_route_does_not_take_is_told(String method, String path, String allow) {
    assertThat(
            gateway.call(method, path).send().isProblem(405, "method-not-allowed").header("allow"))
        .isEqualTo(allow);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sandbox", "events", "streams", "health"})
  void a_stage_stands_before_every_path(String stage) {
    gateway.get("/health").stage(stage).send().is(200);
    gateway.get("/events").stage(stage).send().is(200);
    gateway.get("/streams/a/events").stage(stage).send().is(200);
  }
}
