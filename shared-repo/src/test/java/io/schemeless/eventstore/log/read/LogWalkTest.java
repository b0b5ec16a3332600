package io.schemeless.eventstore.log.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.conformance.Noise;
import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.testing.LaterHost;
import io.schemeless.eventstore.testing.WatchedCells;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a page of the log reads, and what it says of the end.
class LogWalkTest {
  private static final StreamId A = StreamId.of("a", "1");
  private static final StreamId B = StreamId.of("b", "1");

  private final MemoryCells cells = new MemoryCells();
  private final WatchedCells watched = new WatchedCells(cells);
  private final EventStore writer = new Ports(cells, new MemoryObjectStore()).open();
  private final EventStore store = new Ports(watched, new MemoryObjectStore()).open();
  private final Keys keys = new Keys(store.info().incarnation());

  private EventPage page(int size) {
    return page(size, ReplayFilter.ALL);
  }

  private EventPage page(int size, ReplayFilter filter) {
    store.info();
    watched.asked.clear();
    return store.replay(null, PageLimits.ofEvents(size), filter);
  }

  private List<String> asked() {
    return watched.asked.stream().filter(what -> !what.equals("meta")).toList();
  }

  private void append(int count) {
    for (int i = 0; i < count; i++) {
      writer.append(AppendRequest.of(event(A, i)));
    }
  }

  private static NewEvent event(StreamId stream, int number) {
    return NewEvent.of(stream, "t", Json.parse("" + number));
  }

  private static List<String> payloads(EventPage page) {
    return page.events().stream().map(event -> event.payload().text()).toList();
  }

  @Test
  void a_page_that_is_not_the_last_is_one_query_at_half_the_price() {
    append(7);

    EventPage page = page(5);

    assertThat(page.caughtUp()).isFalse();
    assertThat(asked()).containsExactly("half price, 6");
  }

  @Test
  void a_full_last_page_takes_one_consistent_look_beyond_it() {
    append(5);

    EventPage page = page(5);

    assertThat(page.caughtUp()).isTrue();
    assertThat(asked()).containsExactly("half price, 6", "full price, 1");
  }

  @Test
  void a_full_page_that_half_the_price_took_for_the_last_says_what_lies_beyond() {
    append(6);
    watched.visible = 5;

    EventPage page = page(5);

    assertThat(page.events()).hasSize(5);
    assertThat(page.caughtUp()).isFalse();
  }

  @Test
  void a_last_page_with_room_takes_one_consistent_look_beyond_it() {
    append(3);

    EventPage page = page(5);

    assertThat(page.caughtUp()).isTrue();
    assertThat(asked()).containsExactly("half price, 6", "full price, 3");
  }

  @Test
  void a_page_that_ends_inside_an_append_is_not_the_last() {
    writer.append(AppendRequest.of(event(A, 1), event(A, 2), event(A, 3)));

    EventPage page = page(2);

    assertThat(payloads(page)).containsExactly("1", "2");
    assertThat(page.caughtUp()).isFalse();
    assertThat(asked()).containsExactly("half price, 3");
  }

  @Test
  void what_half_the_price_does_not_show_yet_comes_from_the_consistent_look() {
    append(4);
    watched.visible = 1;

    EventPage full = page(3);
    EventPage last = page(10);

    assertThat(payloads(full)).containsExactly("0", "1", "2");
    assertThat(full.caughtUp()).isFalse();
    assertThat(payloads(last)).containsExactly("0", "1", "2", "3");
    assertThat(last.caughtUp()).isTrue();
  }

  @Test
  void answers_in_pieces_make_a_whole_page() {
    append(7);
    watched.longest = 2;

    EventPage page = page(10);

    assertThat(payloads(page)).containsExactly("0", "1", "2", "3", "4", "5", "6");
    assertThat(page.caughtUp()).isTrue();
  }

  @Test
  void answers_in_pieces_that_lag_make_a_whole_page_too() {
    append(7);
    watched.longest = 2;
    watched.visible = 1;

    EventPage page = page(10);

    assertThat(payloads(page)).containsExactly("0", "1", "2", "3", "4", "5", "6");
    assertThat(page.caughtUp()).isTrue();
  }

  @Test
  void holes_are_sealed_with_one_look_at_the_meta_for_a_page() {
    append(5);
    cells.delete(List.of(keys.slot(2), keys.slot(4)));
    EventStore later =
        new LogEventStore(
            watched, new MemoryObjectStore(), new LaterHost(Duration.ofHours(1)), Ports.OPTIONS);
    later.info();
    watched.asked.clear();

    EventPage page = later.replay(null, PageLimits.ofEvents(10), ReplayFilter.ALL);

    assertThat(payloads(page)).containsExactly("0", "2", "4");
    assertThat(page.caughtUp()).isTrue();
    assertThat(watched.asked.stream().filter("meta"::equals)).hasSize(2);
  }

  @Test
  void a_page_under_a_filter_ends_after_twenty_thousand_slots() {
    append(1);
    for (long position = 2; position <= 20_001; position++) {
      cells.put(new Slot.Void(1).cell(keys.slot(position)), new Condition.Absent());
    }
    ReplayFilter none = new ReplayFilter("nothing", Set.of());

    EventPage first = page(10, none);
    EventPage second = store.replay(first.next(), PageLimits.ofEvents(10), none);

    assertThat(first.events()).isEmpty();
    assertThat(first.caughtUp()).isFalse();
    assertThat(second.caughtUp()).isTrue();
    assertThat(asked())
        .startsWith("half price, 11", "half price, 22", "half price, 44")
        .contains("half price, 1000");
  }

  @Test
  void commits_of_domains_that_are_not_asked_for_are_not_read() {
    NewEvent wide = NewEvent.of(A, "wide", Json.parse("\"" + Noise.text(3_000) + "\""));
    writer.append(AppendRequest.of(wide, event(B, 2)));

    EventPage page = page(10, new ReplayFilter("b", Set.of()));

    assertThat(page.events()).extracting(Event::stream).containsExactly(B);
    assertThat(asked()).contains("half price, 1 by key").doesNotContain("half price, 2 by key");
  }

  @Tag("many")
  @Test
  void a_page_under_a_filter_ends_when_much_was_read_for_it() {
    MemoryObjectStore objects = new MemoryObjectStore();
    EventStore large = new Ports(cells, objects).open();
    Json body = Json.parse('"' + Noise.text(3_000_000) + '"');
    for (int i = 0; i < 15; i++) {
      large.append(AppendRequest.of(NewEvent.of(B, "large", body)));
    }
    ReplayFilter others = new ReplayFilter(null, Set.of("other"));

    EventPage first = large.replay(null, PageLimits.DEFAULT, others);
    EventPage second = large.replay(first.next(), PageLimits.DEFAULT, others);

    assertThat(first.events()).isEmpty();
    assertThat(first.caughtUp()).isFalse();
    assertThat(second.caughtUp()).isTrue();
  }
}
