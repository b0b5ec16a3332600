package io.schemeless.eventstore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamList;
import io.schemeless.eventstore.store.StreamPage;
import io.schemeless.eventstore.store.StreamQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Every other way to read a store that nobody writes to shows what its replay shows.
final class Agreement {
  private Agreement() {}

  static void check(EventStore store, RandomRequests requests) {
    // Who asks for a version finishes what a dead writer left behind.
    requests.streams.forEach(store::streamVersion);
    List<Event> all = new ArrayList<>();
    store.allEvents(100).forEach(all::add);
    for (StreamId stream : requests.streams) {
      List<Event> own = only(all, event -> event.stream().equals(stream));
      assertThat(store.streamEvents(stream, 1)).containsExactlyElementsOf(own);
      assertThat(backward(store, stream)).containsExactlyElementsOf(own.reversed());
      assertThat(store.streamVersion(stream)).isEqualTo(own.size());
    }
    for (int i = 0; i < 5; i++) {
      String chain = "c" + i;
      assertThat(store.eventsByCorrelationId(chain))
          .containsExactlyElementsOf(only(all, event -> chain.equals(event.correlationId())));
    }
    for (int i = 0; i < 3; i++) {
      String tag = "tag" + i;
      assertThat(store.events(EventQuery.of(EventQuery.Item.ofTags(tag))))
          .containsExactlyElementsOf(only(all, event -> event.tags().contains(tag)));
    }
    all.forEach(event -> assertThat(find(store, event)).contains(event));
    assertThat(store.listStreams(null, null, 100).streams())
        .extracting(StreamList.Entry::stream)
        .containsExactlyInAnyOrderElementsOf(all.stream().map(Event::stream).distinct().toList());
  }

  private static Optional<Event> find(EventStore store, Event event) {
    String source = event.source();
    return event.bySource() && source != null
        ? store.event(event.id(), source)
        : store.event(event.id());
  }

  private static List<Event> only(List<Event> all, Predicate<Event> kind) {
    return all.stream().filter(kind).toList();
  }

  private static List<Event> backward(EventStore store, StreamId stream) {
    List<Event> events = new ArrayList<>();
    @Nullable Long from = null;
    do {
      StreamPage page =
          store.readStream(StreamQuery.backward(stream).from(from).limit(PageLimits.ofEvents(3)));
      events.addAll(page.events());
      from = page.next();
    } while (from != null);
    return events;
  }
}
