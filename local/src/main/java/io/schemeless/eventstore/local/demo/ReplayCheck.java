package io.schemeless.eventstore.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.Timestamps;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds replayed events, in the order they come, against those that were appended.
final class ReplayCheck {
  private final List<NewEvent> appended;
  private final Map<StreamId, Long> versions = new HashMap<>();
  private final Set<String> ids = new HashSet<>();
  private long position;
  private long index;
  private int count;
  private int outOfOrder;
  private int notDense;
  private int different;

  ReplayCheck(List<NewEvent> appended) {
    this.appended = List.copyOf(appended);
  }

  int count() {
    return count;
  }

  void accept(JsonNode event) {
    order(event);
    ids.add(event.path("id").asText());
    if (count < appended.size()) {
      NewEvent expected = appended.get(count);
      if (event.path("sequence").asLong() != versions.merge(expected.stream(), 1L, Long::sum)) {
        notDense++;
      }
      if (!same(event, expected)) {
        different++;
      }
    }
    count++;
  }

  private void order(JsonNode event) {
    long eventPosition = event.path("position").asLong();
    long eventIndex = event.path("index").asLong();
    boolean follows =
        eventPosition == position
            ? eventIndex == index + 1
            : eventPosition > position && eventIndex == 0;
    if (!follows) {
      outOfOrder++;
    }
    position = eventPosition;
    index = eventIndex;
  }

  private static boolean same(JsonNode event, NewEvent expected) {
    return event.path("domain").asText().equals(expected.stream().domain())
        && event.path("identifier").asText().equals(expected.stream().identifier())
        && event.path("type").asText().equals(expected.type())
        && Json.of(event.path("payload")).equals(expected.payload())
        && (expected.created() == null
            || event.path("created").asText().equals(Timestamps.format(expected.created())));
  }

  void conclude(Checks checks) {
    checks.equal("events replayed", appended.size(), count);
    checks.equal("events out of the store's order", 0, outOfOrder);
    checks.equal("events whose sequence is not the next of their stream", 0, notDense);
    checks.equal("events that differ from the one appended in their place", 0, different);
    checks.equal("different ids", appended.size(), ids.size());
  }
}
