package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.store.EventStore;
import org.junit.jupiter.api.Test;

/// What is told where a condition did not hold. Every answer is held against the contract.
class ConditionProblemTest {
  private static final String TAGGED =
      "{\"domain\":\"d\",\"type\":\"registered\",\"payload\":1,\"tags\":[\"name:a\"]}";
  private static final String CONDITION =
      "\"condition\":{\"failIfEventsMatch\":[{\"types\":[\"registered\"],\"tags\":[\"name:a\"]}]%s}";

  private final EventStore store = MemoryEventStore.create();
  private final Gateway gateway = new Gateway(store);

  private Reply append(String after) {
    String condition = CONDITION.formatted(after.isEmpty() ? "" : ",\"after\":\"" + after + "\"");
    return gateway.post("/events").json("{\"events\":[" + TAGGED + "]," + condition + "}").send();
  }

  @Test
  void the_events_that_it_rules_out_are_named_and_nothing_is_appended() {
    JsonNode first = append("").is(201).json();

    JsonNode problem = append("").is(409).json();

    assertThat(problem.path("type").asText()).endsWith("/problems/condition-failed");
    assertThat(problem.path("retryable").asBoolean()).isFalse();
    assertThat(problem.path("matched")).hasSize(1);
    JsonNode match = problem.path("matched").get(0);
    assertThat(match.path("id")).isEqualTo(first.path("events").get(0).path("id"));
    assertThat(match.path("position").asLong()).isEqualTo(1);
    assertThat(match.path("index").asInt()).isZero();
    assertThat(gateway.get("/events").send().is(200).json().path("events")).hasSize(1);
  }

  @Test
  void who_has_read_them_may_append_behind_them() {
    append("").is(201);
    String next = gateway.get("/events?tag=name:a").send().is(200).json().path("next").asText();

    append(next).is(201);

    append(next).is(409);
  }
}
