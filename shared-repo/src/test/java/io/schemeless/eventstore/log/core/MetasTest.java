package io.schemeless.eventstore.log.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.conformance.ForwardingCells;
import io.schemeless.eventstore.conformance.Noise;
import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Change;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException.NoStore;
import io.schemeless.eventstore.store.StoreException.StoreWasReset;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import io.schemeless.eventstore.store.StreamId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A reset whose one transaction goes wrong, and a store made anew.
class MetasTest {
  private enum Fate {
    NOT_SENT,
    ANSWER_LOST,
    REFUSED
  }

  private final Deque<Fate> fates = new ArrayDeque<>();
  private final MemoryCells cells = new MemoryCells();
  private final MemoryObjectStore objects = new MemoryObjectStore();
  private final EventStore store =
      new Ports(
              new ForwardingCells(cells) {
                @Override
                public boolean transact(List<Change> changes) {
                  return switch (fates.poll()) {
                    case null -> super.transact(changes);
                    case NOT_SENT -> throw new Unavailable("not sent", null);
                    case ANSWER_LOST -> {
                      super.transact(changes);
                      throw new Unavailable("no answer", null);
                    }
                    case REFUSED -> false;
                  };
                }
              },
              objects)
          .open();

  @BeforeEach
  void fill() {
    store.append(AppendRequest.of(event("a")));
  }

  private static NewEvent event(String type) {
    return NewEvent.of(StreamId.of("d", "s"), type, Json.parse("1"));
  }

  /// Both are asked for at once.
  @Test
  void that_the_table_cannot_be_described_does_not_hide_that_it_has_no_store() {
    EventStore without =
        new Ports(
                new ForwardingCells(new MemoryCells()) {
                  @Override
                  public String tableId() {
                    throw new Unavailable("no answer", null);
                  }
                },
                objects)
            .open(Ports.OPTIONS.withFounded(true));

    assertThatThrownBy(without::info).isInstanceOf(NoStore.class);
  }

  @Test
  void a_reset_that_is_not_made_says_so_and_the_events_stay() {
    fates.add(Fate.NOT_SENT);

    assertThatThrownBy(() -> store.reset(Duration.ZERO)).isInstanceOf(Unavailable.class);

    assertThat(store.allEvents(10)).hasSize(1);
  }

  @Test
  void a_reset_whose_answer_is_lost_was_made_once() {
    fates.add(Fate.ANSWER_LOST);

    store.reset(Duration.ofHours(1));

    assertThat(store.allEvents(10)).isEmpty();
    assertThat(store.append(AppendRequest.of(event("b"))).position()).isEqualTo(1);
  }

  @Test
  void a_reset_that_lost_to_a_change_of_the_meta_is_made_again() {
    fates.add(Fate.REFUSED);
    String before = store.info().incarnation();

    store.reset(Duration.ofHours(1));

    assertThat(store.info().incarnation()).isNotEqualTo(before);
    assertThat(store.allEvents(10)).isEmpty();
  }

  @Test
  void a_purge_leaves_the_objects_of_the_incarnation_that_lives() {
    Json large = Json.parse('"' + Noise.text(50_000) + '"');
    store.append(AppendRequest.of(NewEvent.of(StreamId.of("d", "l"), "old", large)));
    store.reset(Duration.ZERO);
    store.append(AppendRequest.of(NewEvent.of(StreamId.of("d", "l"), "new", large)));

    assertThat(store.purge(Duration.ofHours(1)).objects()).isEqualTo(1);

    assertThat(store.allEvents(10)).extracting(Event::type).containsExactly("new");
  }

  @Test
  void a_purge_clears_the_bucket_of_a_store_made_anew() {
    Json large = Json.parse('"' + Noise.text(50_000) + '"');
    store.append(AppendRequest.of(NewEvent.of(StreamId.of("d", "l"), "old", large)));
    store.recreate();

    assertThat(store.purge(Duration.ofHours(1)).objects()).isEqualTo(1);

    assertThat(objects.list("", null)).isEmpty();
  }

  @Test
  void a_store_made_anew_under_a_reader_stays_the_same_store() {
    ContinuationToken old = store.replay(null, PageLimits.DEFAULT, ReplayFilter.ALL).next();
    EventStore reader = new Ports(cells, objects).open();
    reader.info();
    EventStore anew =
        new Ports(
                new ForwardingCells(cells) {
                  @Override
                  public void recreate() {
                    super.recreate();
                    assertThat(reader.allEvents(10)).isEmpty();
                  }
                },
                objects)
            .open();

    anew.recreate();

    assertThatThrownBy(() -> anew.replay(old, PageLimits.DEFAULT, ReplayFilter.ALL))
        .isInstanceOf(StoreWasReset.class);
  }

  @Test
  void a_store_made_anew_is_empty_and_the_same_store() {
    ContinuationToken old = store.replay(null, PageLimits.DEFAULT, ReplayFilter.ALL).next();

    store.recreate();

    assertThatThrownBy(() -> store.replay(old, PageLimits.DEFAULT, ReplayFilter.ALL))
        .isInstanceOf(StoreWasReset.class);
    assertThat(store.allEvents(10)).isEmpty();
    assertThat(new Ports(cells, objects).open().info()).isEqualTo(store.info());
  }
}
