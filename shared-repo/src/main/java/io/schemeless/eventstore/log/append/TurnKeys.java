package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.EventQuery;
import java.util.HashSet;
import java.util.Set;

/// On what the requests of one process take turns, so that it does not contend with itself:
/// streams, and for requests with conditions also what those look for, among each other. An
/// unconditional request waits for streams alone.
final class TurnKeys {
  private final Set<Object> all = new HashSet<>();

  /// What requests with conditions take turns on.
  private record Conditional(String kind, Object what) {}

  private TurnKeys() {}

  static Set<Object> of(Plan plan) {
    TurnKeys turns = new TurnKeys();
    turns.all.addAll(plan.streams());
    if (plan.isConditional()) {
      turns.add("stream", plan.lookedFor());
      turns.add("tag", plan.tags());
      AppendCondition condition = plan.request().condition();
      if (condition != null) {
        condition.failIfEventsMatch().items().forEach(turns::add);
      }
    }
    return Set.copyOf(turns.all);
  }

  private void add(EventQuery.Item item) {
    if (item.tags().isEmpty()) {
      add("type", item.types());
    } else {
      add("tag", item.tags());
    }
  }

  private void add(String kind, Iterable<?> whats) {
    whats.forEach(what -> all.add(new Conditional(kind, what)));
  }
}
