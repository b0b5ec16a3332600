package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventQuery.Item;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StartPoint;
import io.schemeless.eventstore.store.StartPoint.AfterEvent;
import io.schemeless.eventstore.store.StartPoint.AtPosition;
import io.schemeless.eventstore.store.StartPoint.Last;
import io.schemeless.eventstore.store.StartPoint.Since;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StoreException.NotFound;
import io.schemeless.eventstore.store.StoreException.StoreWasReset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Readers that start at a place.
public abstract class StartContract extends StoreContract {
  private static final ReplayFilter ORDERS = new ReplayFilter("order", Set.of());

  private List<String> from(StartPoint start, ReplayFilter filter) {
    return payloads(store.allEvents(store.tokenAt(start, filter), 2, filter));
  }

  private List<String> from(StartPoint start) {
    return from(start, ReplayFilter.ALL);
  }

  @Test
  void behind_an_event_whatever_the_filter_shows() {
    store.append(AppendRequest.of(events(A, 1, 3)));
    store.append(AppendRequest.of(event(C, 4).withId("four"), event(A, 5)));
    Event second = list(store.allEvents()).get(1);

    assertThat(from(new AfterEvent(second.id(), null))).isEqualTo(numbers(3, 5));
    assertThat(from(new AfterEvent("four", null))).containsExactly("5");
    assertThat(from(new AfterEvent("four", null), ORDERS)).containsExactly("5");
    assertThat(from(new AfterEvent(second.id(), null), new ReplayFilter("invoice", Set.of())))
        .containsExactly("4");
    assertThatThrownBy(() -> store.tokenAt(new AfterEvent("none", null), ORDERS))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> store.tokenAt(new AfterEvent("four", "/s"), ORDERS))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void behind_an_event_that_its_source_names_too() {
    Json meta = Json.parse("{\"source\":\"/s\"}");
    store.append(
        AppendRequest.of(
            event(A, 1).withId("e").withMeta(meta).withBySource(true),
            event(A, 2).withId("e").withMeta(Json.parse("{\"source\":\"/t\"}")).withBySource(true),
            event(A, 3)));

    assertThat(from(new AfterEvent("e", "/s"))).containsExactly("2", "3");
    assertThat(from(new AfterEvent("e", "/t"))).containsExactly("3");
  }

  @Test
  void at_a_position_also_one_that_the_log_has_not_reached() {
    store.append(AppendRequest.of(events(A, 1, 2)));
    store.append(AppendRequest.of(events(A, 3, 4)));

    assertThat(from(new AtPosition(1))).isEqualTo(numbers(1, 4));
    assertThat(from(new AtPosition(2))).isEqualTo(numbers(3, 4));
    EventPage beyond =
        store.replay(
            store.tokenAt(new AtPosition(4), ReplayFilter.ALL),
            PageLimits.DEFAULT,
            ReplayFilter.ALL);
    assertThat(beyond.events()).isEmpty();
    assertThat(beyond.caughtUp()).isTrue();
    assertThat(beyond.position()).isEqualTo(4);
    store.append(AppendRequest.of(event(A, 5)));
    store.append(AppendRequest.of(event(A, 6)));
    assertThat(payloads(store.allEvents(beyond.next(), 10, ReplayFilter.ALL))).containsExactly("6");
    for (long wrong : new long[] {0, -1, AtPosition.MAX + 1}) {
      assertThatThrownBy(() -> new AtPosition(wrong)).isInstanceOf(InvalidRequest.class);
    }
    assertThat(from(new AtPosition(AtPosition.MAX))).isEmpty();
  }

  @Test
  void before_the_end() {
    assertThat(from(new Last(0))).isEmpty();
    assertThat(from(new Last(5))).isEmpty();
    store.append(AppendRequest.of(events(A, 1, 2)));
    store.append(AppendRequest.of(event(A, 3)));

    assertThat(from(new Last(1))).containsExactly("3");
    assertThat(from(new Last(2))).isEqualTo(numbers(1, 3));
    assertThat(from(new Last(Long.MAX_VALUE))).isEqualTo(numbers(1, 3));
    ContinuationToken end = store.tokenAt(new Last(0), ReplayFilter.ALL);
    store.append(AppendRequest.of(event(A, 4)));
    assertThat(payloads(store.allEvents(end, 10, ReplayFilter.ALL))).containsExactly("4");
    assertThatThrownBy(() -> new Last(-1)).isInstanceOf(InvalidRequest.class);
  }

  @Test
  void at_a_time() {
    assertThat(from(new Since(Instant.EPOCH))).isEmpty();
    store.append(AppendRequest.of(events(A, 1, 2)));
    store.append(AppendRequest.of(event(A, 3)));
    List<Event> all = list(store.allEvents());

    assertThat(from(new Since(Instant.MIN))).isEqualTo(numbers(1, 3));
    assertThat(from(new Since(all.getFirst().recorded()))).isEqualTo(numbers(1, 3));
    assertThat(from(new Since(all.getLast().recorded().plusNanos(1)))).isEmpty();
    ContinuationToken end = store.tokenAt(new Since(Instant.MAX), ReplayFilter.ALL);
    store.append(AppendRequest.of(event(A, 4)));
    assertThat(payloads(store.allEvents(end, 10, ReplayFilter.ALL))).containsExactly("4");
  }

  @Test
  void a_query_starts_at_a_place_too() {
    store.append(AppendRequest.of(event(A, 1).withTags("red"), event(A, 2)));
    store.append(AppendRequest.of(event(B, 3).withTags("red", "blue")));
    store.append(AppendRequest.of(event(B, 4).withTags("blue")));
    EventQuery query = EventQuery.of(Item.ofTags("red"), Item.ofTags("blue"));
    EventQuery walked = EventQuery.of(Item.ofTypes("numbered"));
    ReplayFilter red = new ReplayFilter(null, Set.of(), Set.of("red"));
    StartPoint second = new AtPosition(2);

    assertThat(page(query, second)).containsExactly("3", "4");
    assertThat(page(query, new Last(1))).containsExactly("4");
    assertThat(page(query, new AtPosition(9))).isEmpty();
    assertThat(page(walked, second)).containsExactly("3", "4");
    assertThat(from(second, red)).containsExactly("3");
    assertThatThrownBy(() -> store.tokenAt(second, new EventQuery(List.of())))
        .isInstanceOf(InvalidRequest.class);
  }

  private List<String> page(EventQuery query, StartPoint start) {
    return payloads(store.query(query, store.tokenAt(start, query), PageLimits.DEFAULT).events());
  }

  @Test
  void a_start_is_of_one_life_of_the_store() {
    store.append(AppendRequest.of(events(A, 1, 2)));
    ContinuationToken token = store.tokenAt(new AtPosition(1), ReplayFilter.ALL);
    ports.open().reset(Duration.ofSeconds(10));

    assertThatThrownBy(() -> store.replay(token, PageLimits.DEFAULT, ReplayFilter.ALL))
        .isInstanceOf(StoreWasReset.class);
    store.append(AppendRequest.of(event(B, 3)));
    assertThat(from(new Last(100))).containsExactly("3");
  }
}
