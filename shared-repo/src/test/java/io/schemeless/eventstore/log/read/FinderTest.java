package io.schemeless.eventstore.log.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.FindEvents.Chain;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamList;
import io.schemeless.eventstore.testing.WatchedCells;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Searches that meet much that is not asked for, and searches over a reset.
class FinderTest {
  private static final StreamId A = StreamId.of("a", "1");

  private final WatchedCells cells = new WatchedCells(new MemoryCells());
  private final MemoryObjectStore objects = new MemoryObjectStore();
  private final EventStore store = new Ports(cells, objects).open();

  private static NewEvent event(int number) {
    return NewEvent.of(A, "t", Json.parse("" + number));
  }

  @Test
  void a_page_of_a_chain_ends_though_nothing_in_it_is_asked_for() {
    for (int i = 0; i < 1_500; i++) {
      store.append(AppendRequest.of(event(i).withCorrelationId("c")));
    }
    store.append(AppendRequest.of(event(1_500).withCausationId("c")));
    cells.asked.clear();

    EventPage first = store.chain(new Chain.Causation("c"), null, PageLimits.ofEvents(10));
    EventPage second = store.chain(new Chain.Causation("c"), first.next(), PageLimits.ofEvents(10));

    assertThat(first.events()).isEmpty();
    assertThat(first.caughtUp()).isFalse();
    assertThat(second.events()).extracting(e -> e.payload().text()).containsExactly("1500");
    assertThat(second.caughtUp()).isTrue();
    assertThat(cells.asked).hasSizeLessThan(60);
  }

  @Test
  void a_token_after_an_event_is_found_over_a_reset_made_elsewhere() {
    store.append(AppendRequest.of(event(1)));
    EventStore other = new Ports(cells, objects).open();
    other.reset(Duration.ofHours(1));
    other.append(AppendRequest.of(event(2).withId("id"), event(3)));

    EventPage page =
        store.replay(
            store.tokenAfter("id", ReplayFilter.ALL), PageLimits.DEFAULT, ReplayFilter.ALL);

    assertThat(page.events()).extracting(e -> e.payload().text()).containsExactly("3");
  }

  @Test
  void a_list_goes_on_past_what_earlier_incarnations_left_in_the_index() {
    for (int i = 0; i < 45; i++) {
      store.append(AppendRequest.of(NewEvent.of(StreamId.of("a", "s" + i), "t", Json.parse("1"))));
    }
    store.reset(Duration.ZERO);
    store.append(AppendRequest.of(event(1)));

    int pages = 1;
    StreamList page = store.listStreams(null, null, 1);
    while (page.streams().isEmpty() && page.next() != null) {
      page = store.listStreams(null, page.next(), 1);
      pages++;
    }

    assertThat(page.streams()).extracting(StreamList.Entry::stream).containsExactly(A);
    assertThat(pages).isBetween(1, 4);
  }
}
