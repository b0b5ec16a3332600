package io.schemeless.eventstore.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The judge must be able to say no.
class ReplayCheckTest {
  private static final StreamId STREAM = StreamId.of("permit", "case-1");

  private final List<NewEvent> appended =
      List.of(event("{\"n\":1}"), event("{\"n\":2}"), event("{\"n\":3}"));
  private final List<ObjectNode> replayed =
      new ArrayList<>(List.of(shown(1, 1, 0), shown(2, 1, 1), shown(3, 2, 0)));

  @Test
  void what_was_appended_passes() {
    assertThat(failures()).isEmpty();
  }

  @Test
  void a_lost_event_fails() {
    replayed.removeLast();

    assertThat(failures()).anyMatch(f -> f.startsWith("events replayed: 2, not 3"));
  }

  @Test
  void a_repeated_event_fails() {
    replayed.add(replayed.getLast());

    assertThat(failures())
        .anyMatch(f -> f.startsWith("events replayed"))
        .anyMatch(f -> f.startsWith("events out of the store's order: 1"));
  }

  @Test
  void events_that_changed_places_fail() {
    Collections.swap(replayed, 0, 1);

    assertThat(failures())
        .anyMatch(f -> f.startsWith("events out of the store's order"))
        .anyMatch(f -> f.startsWith("events whose sequence"))
        .anyMatch(f -> f.startsWith("events that differ"));
  }

  @Test
  void another_payload_fails() {
    replayed.getFirst().putObject("payload").put("n", 1.0);

    assertThat(failures()).singleElement().asString().startsWith("events that differ");
  }

  @Test
  void another_time_fails() {
    replayed.getFirst().put("created", "2011-10-11T13:45:40.277Z");

    assertThat(failures()).singleElement().asString().startsWith("events that differ");
  }

  @Test
  void an_id_given_twice_fails() {
    replayed.getFirst().put("id", "id-2");

    assertThat(failures()).singleElement().asString().startsWith("different ids: 2");
  }

  private List<String> failures() {
    ReplayCheck check = new ReplayCheck(appended);
    replayed.forEach(check::accept);
    Checks checks = new Checks();
    check.conclude(checks);
    return checks.failures();
  }

  private static NewEvent event(String payload) {
    return NewEvent.of(STREAM, "Asked", Json.parse(payload))
        .withCreated(Instant.parse("2011-10-11T13:45:40.276Z"));
  }

  private static ObjectNode shown(int sequence, int position, int index) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    JsonNode payload = JsonNodeFactory.instance.objectNode().put("n", sequence);
    event.put("id", "id-" + sequence).put("domain", "permit").put("identifier", "case-1");
    event.put("type", "Asked").put("created", "2011-10-11T13:45:40.276Z").set("payload", payload);
    return event.put("sequence", sequence).put("position", position).put("index", index);
  }
}
