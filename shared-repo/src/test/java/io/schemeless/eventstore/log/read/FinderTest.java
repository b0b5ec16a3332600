package io.schemeless.eventstore.log.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.prefix.Tokens;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.FindEvents.Chain;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException.DuplicateEvent;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StoreException.TokenRejected;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamList;
import io.schemeless.eventstore.testing.WatchedCells;
import io.schemeless.eventstore.verify.StoreVerifier;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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

  @Test
  void an_id_of_an_earlier_incarnation_is_a_clients_id() {
    String old = store.append(AppendRequest.of(event(1))).events().getFirst().id();
    EventStore stale = new Ports(cells, objects).open();
    assertThat(stale.event(old)).isPresent();
    store.reset(Duration.ofHours(1));

    AppendRequest back = AppendRequest.of(event(2).withId(old).withCorrelationId("c"));
    AppendResult first = stale.append(back);
    AppendResult again = store.append(back);

    assertThat(first.events().getFirst().id()).isEqualTo(old);
    assertThat(again.repeated()).isTrue();
    assertThat(store.event(old)).get().extracting(e -> e.payload().text()).isEqualTo("2");
    assertThatThrownBy(() -> store.append(AppendRequest.of(event(3).withId(old))))
        .isInstanceOf(DuplicateEvent.class);
    assertThat(store.chain(new Chain.Correlation("c"), null, PageLimits.DEFAULT).events())
        .extracting(Event::id)
        .containsExactly(old);
    assertThat(
            new StoreVerifier(cells, objects, new SystemHost(), StoreOptions.DEFAULT)
                .verify((_, _) -> {})
                .findings())
        .isEmpty();

    store.reset(Duration.ofHours(1));
    assertThat(store.event(old)).isEmpty();
    store.append(back);
    assertThat(stale.event(old)).get().extracting(e -> e.payload().text()).isEqualTo("2");
  }

  @Test
  void an_id_that_this_incarnation_can_give_is_refused_also_after_a_reset_made_elsewhere() {
    EventStore stale = new Ports(cells, objects).open();
    assertThat(stale.event("none")).isEmpty();
    store.reset(Duration.ofHours(1));
    String own = store.append(AppendRequest.of(event(1))).events().getFirst().id();

    for (EventStore each : List.of(stale, store)) {
      assertThatThrownBy(() -> each.append(AppendRequest.of(event(2).withId(own))))
          .isInstanceOfSatisfying(
              InvalidRequest.class,
              e -> assertThat(e.violations().getFirst().pointer()).isEqualTo("/events/0/id"));
    }
    assertThat(store.streamVersion(A)).isEqualTo(1);
  }

  @Test
  void a_token_of_a_list_that_was_forged_is_refused() {
    for (int i = 0; i < 3; i++) {
      store.append(AppendRequest.of(NewEvent.of(StreamId.of("a", "s" + i), "t", Json.parse("1"))));
    }
    String life = store.info().incarnation();
    String first = Keys.number(1);

    assertThat(list(life + "/s/1:a/s0", first, life + "/d/a", "=s0").streams()).hasSize(1);
    for (List<String> place :
        List.of(
            List.of(life + "/s/1:b/s0", first, life + "/d/b", "=s0"),
            List.of("", "", "", ""),
            List.of(life + "/s/1:a/s0", first, life + "/d/a", ""),
            List.of(life + "/s/1:a/s0", first, life + "/d/a", "=s1"),
            List.of(life + "/s/1:a/s0", first, life + "/d/b", "=s0"),
            List.of(life + "/s/1:a/s0", Keys.number(2), life + "/d/a", "=s0"),
            List.of(life + "/e/1:a/s0", first, life + "/d/a", "=s0"),
            List.of(life + "/s/1:a/" + "s".repeat(3_000), first, life + "/d/a", "=s0"),
            List.of("a".repeat(16) + "/s/1:a/s0", first, "a".repeat(16) + "/d/a", "=s0"))) {
      assertThatThrownBy(() -> list(place.toArray(String[]::new)))
          .as("%s", place)
          .isInstanceOf(TokenRejected.class);
    }
  }

  /// The list of a domain from a place on that no listing came to, by a token whose digest is
  /// right.
  private StreamList list(String... place) {
    Meta meta = Meta.of(Objects.requireNonNull(cells.get(Keys.META, Read.CONSISTENT)));
    ContinuationToken token =
        Tokens.of(
            meta,
            TokenScope.ofStreams("a"),
            out -> {
              for (String part : place) {
                out.writeUTF(part);
              }
            });
    return store.listStreams("a", token, 1);
  }
}
