package io.schemeless.eventstore.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.store.NewEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PermitLogTest {
  private final List<NewEvent> log = PermitLog.read();

  @Test
  void it_has_every_event_case_and_activity() {
    assertThat(log).hasSize(8_577);
    assertThat(log.stream().map(NewEvent::stream).distinct()).hasSize(1_434);
    assertThat(log.stream().map(NewEvent::type).distinct()).hasSize(27);
    assertThat(log).allMatch(event -> event.stream().domain().equals("permit"));
  }

  @Test
  void its_time_rises_with_every_event() {
    List<Instant> times = log.stream().map(e -> Objects.requireNonNull(e.created())).toList();

    assertThat(times).isSorted().doesNotHaveDuplicates();
    assertThat(times.getFirst()).isEqualTo("2010-10-02T09:20:39.266Z");
    assertThat(times.getLast()).isEqualTo("2012-01-23T15:42:54.644Z");
  }

  @Test
  void its_payloads_have_the_columns_that_are_not_empty() {
    Set<String> fields = new TreeSet<>();
    for (NewEvent event : log) {
      JsonNode payload = event.payload().toNode();
      assertThat(payload.properties())
          .allMatch(field -> field.getValue().isTextual() && !field.getValue().asText().isEmpty());
      fields.addAll(
          payload.properties().stream().map(field -> field.getKey()).collect(Collectors.toSet()));
    }

    assertThat(fields)
        .containsExactly(
            "caseGroup",
            "channel",
            "deadline",
            "department",
            "endDate",
            "plannedEndDate",
            "resource",
            "resourceGroup",
            "responsible",
            "startDate",
            "task",
            "transition");
  }
}
