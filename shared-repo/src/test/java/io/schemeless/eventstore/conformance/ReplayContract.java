package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StoreException.NotFound;
import io.schemeless.eventstore.store.StoreException.StoreWasReset;
import io.schemeless.eventstore.store.StoreException.TokenRejected;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Replays: one order, page by page, nothing skipped and nothing repeated.
public abstract class ReplayContract extends StoreContract {

  @Test
  void an_empty_store_is_an_empty_page_that_has_caught_up() {
    EventPage page = store.replay(null, PageLimits.DEFAULT, ReplayFilter.ALL);

    assertThat(page.events()).isEmpty();
    assertThat(page.caughtUp()).isTrue();
    store.append(AppendRequest.of(event(A, 1)));
    assertThat(payloads(store.replay(page.next(), PageLimits.DEFAULT, ReplayFilter.ALL).events()))
        .containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 30, 1000})
  void every_page_size_brings_every_event_once_and_in_order(int size) {
    store.append(AppendRequest.of(events(A, 1, 5)));
    store.append(AppendRequest.of(event(A, 6), event(B, 7), event(A, 8)));
    events(B, 9, 20).forEach(event -> store.append(AppendRequest.of(event)));
    store.append(
        AppendRequest.of(
            NewEvent.of(C, "numbered", Json.parse("21"))
                .withMeta(Json.parse("\"" + Noise.text(40_000) + "\""))));

    List<Event> all = new ArrayList<>();
    @Nullable ContinuationToken next = null;
    boolean caughtUp = false;
    while (!caughtUp) {
      EventPage page = store.replay(next, PageLimits.ofEvents(size), ReplayFilter.ALL);
      assertThat(page.events().size()).isLessThanOrEqualTo(size);
      all.addAll(page.events());
      next = page.next();
      caughtUp = page.caughtUp();
    }

    assertThat(payloads(all)).isEqualTo(numbers(1, 21));
  }

  @Test
  void a_reader_at_the_end_keeps_one_token_and_sees_only_what_is_new() {
    store.append(AppendRequest.of(event(A, 1)));
    EventPage first = store.replay(null, PageLimits.DEFAULT, ReplayFilter.ALL);
    EventPage idle = store.replay(first.next(), PageLimits.DEFAULT, ReplayFilter.ALL);
    store.append(AppendRequest.of(event(B, 2)));

    EventPage second = ports.open().replay(idle.next(), PageLimits.DEFAULT, ReplayFilter.ALL);

    assertThat(idle.events()).isEmpty();
    assertThat(payloads(second.events())).containsExactly("2");
    assertThat(second.caughtUp()).isTrue();
  }

  @Test
  void a_page_may_end_inside_an_append_and_the_next_one_goes_on_there() {
    store.append(AppendRequest.of(event(A, 1), event(B, 2), event(A, 3)));

    EventPage first = store.replay(null, PageLimits.ofEvents(2), ReplayFilter.ALL);
    EventPage second = store.replay(first.next(), PageLimits.ofEvents(2), ReplayFilter.ALL);

    assertThat(payloads(first.events())).containsExactly("1", "2");
    assertThat(first.caughtUp()).isFalse();
    assertThat(payloads(second.events())).containsExactly("3");
    assertThat(second.caughtUp()).isTrue();
  }

  @Test
  void a_page_ends_before_its_size_passes_the_limit_but_always_makes_progress() {
    for (int i = 0; i < 5; i++) {
      store.append(
          AppendRequest.of(NewEvent.of(A, "big", Json.parse("\"" + Noise.text(50_000) + "\""))));
    }
    PageLimits limits = new PageLimits(100, 110_000);

    EventPage page = store.replay(null, limits, ReplayFilter.ALL);
    EventPage tiny = store.replay(null, new PageLimits(100, 1), ReplayFilter.ALL);

    assertThat(page.events()).hasSize(2);
    assertThat(page.caughtUp()).isFalse();
    assertThat(tiny.events()).hasSize(1);
  }

  @Test
  void the_order_is_that_of_the_appends_whatever_the_clients_say_when_it_happened() {
    Instant now = Instant.parse("2020-01-01T00:00:00Z");
    store.append(AppendRequest.of(event(A, 1).withCreated(now.plusSeconds(9))));
    store.append(AppendRequest.of(event(B, 2).withCreated(now)));
    store.append(AppendRequest.of(event(A, 3).withCreated(now.plusSeconds(9))));

    assertThat(payloads(store.allEvents(2))).isEqualTo(numbers(1, 3));
  }

  @Test
  void a_filter_shows_its_domain_and_types_only_and_its_pages_make_progress() {
    for (int i = 0; i < 10; i++) {
      store.append(AppendRequest.of(event(A, "placed"), event(C, "sent"), event(C, "paid")));
    }
    ReplayFilter filter = new ReplayFilter("invoice", Set.of("paid", "lost"));

    List<Event> seen = list(store.allEvents(null, 3, filter));

    assertThat(seen).hasSize(10);
    assertThat(seen).extracting(Event::type).containsOnly("paid");
    assertThat(seen).extracting(Event::index).containsOnly(2);
  }

  @Test
  void a_token_is_good_for_its_own_filter_only() {
    ContinuationToken token =
        store.replay(null, PageLimits.DEFAULT, new ReplayFilter("order", Set.of())).next();

    assertThatThrownBy(() -> store.replay(token, PageLimits.DEFAULT, ReplayFilter.ALL))
        .isInstanceOf(TokenRejected.class);
  }

  @Test
  void a_token_of_another_store_is_refused() {
    ContinuationToken token =
        freshPorts().open().replay(null, PageLimits.DEFAULT, ReplayFilter.ALL).next();

    assertThatThrownBy(() -> store.replay(token, PageLimits.DEFAULT, ReplayFilter.ALL))
        .isInstanceOf(TokenRejected.class);
  }

  @Test
  void a_damaged_token_is_refused_whichever_character_is_damaged() {
    String token = store.replay(null, PageLimits.DEFAULT, ReplayFilter.ALL).next().value();

    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String damaged = token.substring(0, i) + other + token.substring(i + 1);
      assertThatThrownBy(
              () ->
                  store.replay(
                      new ContinuationToken(damaged), PageLimits.DEFAULT, ReplayFilter.ALL))
          .isInstanceOf(TokenRejected.class);
    }
    for (String text : List.of("", "x", "é", token + "A", token + "=", token.substring(1))) {
      assertThatThrownBy(
              () -> store.replay(new ContinuationToken(text), PageLimits.DEFAULT, ReplayFilter.ALL))
          .isInstanceOf(TokenRejected.class);
    }
  }

  @Test
  void a_reset_between_two_pages_is_told() {
    store.append(AppendRequest.of(events(A, 1, 4)));
    ContinuationToken token = store.replay(null, PageLimits.ofEvents(2), ReplayFilter.ALL).next();
    ports.open().reset(Duration.ofSeconds(10));

    assertThatThrownBy(() -> store.replay(token, PageLimits.DEFAULT, ReplayFilter.ALL))
        .isInstanceOf(StoreWasReset.class);
    assertThat(store.replay(null, PageLimits.DEFAULT, ReplayFilter.ALL).events()).isEmpty();
  }

  @Test
  void the_iterator_is_lazy_and_can_start_after_an_event() {
    store.append(AppendRequest.of(events(A, 1, 3)));
    Iterator<Event> lazy = store.allEvents(2).iterator();
    Event first = lazy.next();
    store.append(AppendRequest.of(events(B, 4, 5)));

    List<String> rest = new ArrayList<>();
    lazy.forEachRemaining(event -> rest.add(event.payload().text()));

    assertThat(rest).isEqualTo(numbers(2, 5));
    assertThat(payloads(store.allEventsAfter(first.id(), 2))).isEqualTo(numbers(2, 5));
    assertThat(store.streamAllEvents(2).skip(1).map(e -> e.payload().text()))
        .containsExactlyElementsOf(numbers(2, 5));
    assertThatThrownBy(() -> store.tokenAfter("nowhere", ReplayFilter.ALL))
        .isInstanceOf(NotFound.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 10_001})
  void a_page_size_out_of_bounds_is_refused(int size) {
    assertThatThrownBy(() -> store.allEvents(size)).isInstanceOf(InvalidRequest.class);
  }
}
