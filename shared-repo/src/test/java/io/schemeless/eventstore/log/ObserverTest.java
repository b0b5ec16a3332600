package io.schemeless.eventstore.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Observer;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.store.StreamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObserverTest {
  private static final StreamId STREAM = StreamId.of("order", "a");

  private final MemoryCells cells = new MemoryCells();
  private final Host host = new SystemHost();
  private final List<String> told = new ArrayList<>();
  private final Observer observer =
      new Observer() {
        @Override
        public void holeSeen(long ageMillis) {
          told.add(ageMillis >= 0 ? "seen" : "seen from the future");
        }

        @Override
        public void holeSealed() {
          told.add("sealed");
        }

        @Override
        public void bodyOffloaded() {
          told.add("offloaded");
        }
      };

  private EventStore store(Duration grace) {
    return new LogEventStore(
        cells,
        new MemoryObjectStore(),
        host,
        StoreOptions.DEFAULT.withGrace(grace, grace),
        observer,
        () -> {});
  }

  /// Two appends, of which the first lost its slot.
  private void leaveAHole(EventStore store) {
    store.append(STREAM, ExpectedVersion.any(), List.of(NewEvent.of(STREAM, "t", Json.parse("1"))));
    store.append(STREAM, ExpectedVersion.any(), List.of(NewEvent.of(STREAM, "t", Json.parse("2"))));
    cells.delete(List.of(new Keys(store.info().incarnation()).slot(1)));
    host.sleep(5);
  }

  @Test
  void a_replay_tells_of_the_hole_that_it_seals() {
    // given
    EventStore store = store(Duration.ZERO);
    leaveAHole(store);

    // when
    EventPage page = store.replay(null, PageLimits.DEFAULT, ReplayFilter.ALL);

    // then
    assertThat(page.caughtUp()).isTrue();
    assertThat(told).containsExactly("seen", "sealed");
  }

  @Test
  void a_hole_within_its_grace_is_seen_and_not_sealed() {
    // given
    EventStore store = store(Duration.ofMinutes(1));
    leaveAHole(store);

    // when
    EventPage page = store.replay(null, PageLimits.DEFAULT, ReplayFilter.ALL);

    // then
    assertThat(page.caughtUp()).isFalse();
    assertThat(told).containsExactly("seen");
  }
}
