package io.schemeless.eventstore.history;

import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The replay that everything is held against.
///
/// @param incarnation the store's, which the ids that it gives begin with
record ObservedLog(List<EventMark> events, String incarnation) {
  private static final int PAGE = 100;

  static ObservedLog read(
      EventStore store,
      @Nullable ContinuationToken start,
      ReplayFilter filter,
      Function<Event, EventMark> marks) {
    List<EventMark> events = new ArrayList<>();
    store.allEvents(start, PAGE, filter).forEach(event -> events.add(marks.apply(event)));
    return new ObservedLog(events, store.info().incarnation());
  }

  boolean gave(String id) {
    return id.startsWith(incarnation + ".");
  }

  /// The log in itself: versions, positions and indexes.
  void judgeOrder(Flaws flaws) {
    judgeOrder(events, flaws);
  }

  /// The beginning of some log in itself.
  static void judgeOrder(List<EventMark> events, Flaws flaws) {
    Map<StreamId, Long> versions = new HashMap<>();
    for (int i = 0; i < events.size(); i++) {
      EventMark event = events.get(i);
      long version = versions.merge(event.stream(), 1L, Long::sum);
      if (event.sequence() != version) {
        flaws.add(
            Rule.DENSE,
            "version " + event.sequence() + " in place of " + version + " at " + event.place());
      }
      if (i == 0 ? event.index() != 0 : !follows(event, events.get(i - 1))) {
        flaws.add(Rule.ORDER, event.place() + " is out of order");
      }
    }
  }

  private static boolean follows(EventMark event, EventMark before) {
    return event.position() == before.position()
        ? event.index() == before.index() + 1
        : event.position() > before.position() && event.index() == 0;
  }
}
