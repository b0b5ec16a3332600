package io.schemeless.eventstore.log.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.testing.WatchedCells;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What pages that follow each other ask the table for.
class ReadAheadTest {
  private static final StreamId A = StreamId.of("a", "1");
  private static final NewEvent EVENT = NewEvent.of(A, "t", Json.parse("1"));

  private final MemoryCells cells = new MemoryCells();
  private final WatchedCells watched = new WatchedCells(cells);
  private final EventStore writer = new Ports(cells, new MemoryObjectStore()).open();
  private final EventStore store = new Ports(watched, new MemoryObjectStore()).open();

  private void append(int count, int eventsEach) {
    for (int i = 0; i < count; i++) {
      writer.append(AppendRequest.of(Collections.nCopies(eventsEach, EVENT)));
    }
  }

  private EventPage page(@Nullable ContinuationToken after, int size) {
    return store.replay(after, PageLimits.ofEvents(size), ReplayFilter.ALL);
  }

  /// Goes from page to page to the end; returns the numbers of the events.
  private List<Long> walk(int size, ReplayFilter filter) {
    List<Long> seen = new ArrayList<>();
    @Nullable ContinuationToken token = null;
    boolean caughtUp = false;
    while (!caughtUp) {
      EventPage page = store.replay(token, PageLimits.ofEvents(size), filter);
      page.events().stream().map(Event::number).forEach(seen::add);
      token = page.next();
      caughtUp = page.caughtUp();
    }
    return seen;
  }

  private List<String> asked() {
    return watched.asked.stream().filter(what -> !what.equals("meta")).toList();
  }

  @Test
  void each_page_looks_twice_as_far_as_the_one_before() {
    append(40, 1);
    store.info();
    watched.asked.clear();

    assertThat(walk(3, ReplayFilter.ALL)).hasSize(40);

    assertThat(asked())
        .containsExactly(
            "half price, 4",
            "half price, 7",
            "half price, 13",
            "half price, 25",
            "half price, 49",
            "full price, 49");
    assertThat(watched.asked.stream().filter("meta"::equals)).as("one a page").hasSize(14);
  }

  @Test
  void whatever_the_pages_and_the_appends_every_event_comes_once_and_in_order() {
    append(7, 1);
    append(5, 4);
    append(9, 1);
    List<Long> all =
        writer.replay(null, PageLimits.ofEvents(1_000), ReplayFilter.ALL).events().stream()
            .map(Event::number)
            .toList();

    assertThat(all).hasSize(36);
    for (int size = 1; size <= 37; size++) {
      assertThat(walk(size, ReplayFilter.ALL)).as("pages of " + size).isEqualTo(all);
      assertThat(walk(size, new ReplayFilter("a", Set.of()))).isEqualTo(all);
    }
  }

  @Test
  void what_was_read_ahead_says_nothing_of_the_end() {
    append(6, 1);
    EventPage page = page(page(page(null, 1).next(), 1).next(), 1);
    page = page(page.next(), 1);
    append(1, 1);

    List<Long> seen = new ArrayList<>();
    while (!page.caughtUp()) {
      page = page(page.next(), 1);
      page.events().stream().map(Event::position).forEach(seen::add);
    }

    assertThat(seen).containsExactly(5L, 6L, 7L);
  }

  @Test
  void more_readers_than_are_remembered_all_see_everything() {
    append(30, 1);
    int readers = 7;
    List<List<Long>> seen = new ArrayList<>();
    List<@Nullable ContinuationToken> tokens = new ArrayList<>(Collections.nCopies(readers, null));
    for (int i = 0; i < readers; i++) {
      seen.add(new ArrayList<>());
    }
    for (int round = 0; round < 30; round++) {
      for (int i = 0; i < readers; i++) {
        EventPage page = page(tokens.get(i), i + 1);
        tokens.set(i, page.next());
        page.events().stream().map(Event::position).forEach(seen.get(i)::add);
      }
    }

    assertThat(seen)
        .allSatisfy(
            positions ->
                assertThat(positions).isEqualTo(LongStream.rangeClosed(1, 30).boxed().toList()));
  }

  @Test
  void what_cannot_be_read_keeps_no_page_before_it() {
    append(30, 1);
    Keys keys = new Keys(store.info().incarnation());
    cells.delete(List.of(keys.slot(20)));
    Value other = new Value.Bytes(new byte[] {9});
    cells.put(new Cell(keys.slot(20), Map.of("slot", other)), new Condition.Absent());

    EventPage page = page(null, 3);
    for (int i = 1; i < 6; i++) {
      page = page(page.next(), 3);
    }
    EventPage last = page(page.next(), 1);

    assertThat(last.events()).extracting(Event::position).containsExactly(19L);
    assertThatThrownBy(() -> page(last.next(), 3)).isInstanceOf(CorruptData.class);
    assertThatThrownBy(() -> page(last.next(), 1)).isInstanceOf(CorruptData.class);
  }

  @Test
  void who_waits_at_a_hole_looks_no_further_each_time() {
    EventStore waiting =
        new Ports(watched, new MemoryObjectStore())
            .open(Ports.OPTIONS.withGrace(Duration.ofHours(1), Duration.ofHours(1)));
    append(12, 1);
    cells.delete(List.of(new Keys(waiting.info().incarnation()).slot(4)));
    EventPage page = waiting.replay(null, PageLimits.ofEvents(3), ReplayFilter.ALL);
    for (int i = 0; i < 3; i++) {
      watched.asked.clear();
      page = waiting.replay(page.next(), PageLimits.ofEvents(3), ReplayFilter.ALL);

      assertThat(page.events()).isEmpty();
      assertThat(asked().getFirst()).isEqualTo(i == 0 ? "half price, 7" : "half price, 4");
    }
  }

  @Test
  void nobody_is_read_ahead_for_who_starts_anew() {
    append(20, 1);
    store.info();
    page(null, 3);
    watched.asked.clear();

    page(null, 3);

    assertThat(asked()).containsExactly("half price, 4");
  }
}
