package io.schemeless.eventstore.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.faults.StorePlace.Client;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.testing.FaultyHttp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Reads at half the price may lag far behind; what is told is right all the same.
class LaggingReadsTest {
  private final StorePlace place = StorePlace.fresh();
  private final LaggingReads lag = new LaggingReads(40);
  private final List<EventStore> processes = new ArrayList<>();

  @Test
  void writers_and_readers_agree_although_eventual_reads_lag() throws Exception {
    run(3, 8);
  }

  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @Test
  void writers_and_readers_agree_in_a_long_load_although_eventual_reads_lag() throws Exception {
    run(8, 300);
  }

  @Test
  void a_read_is_whole_although_eventual_reads_lag() {
    try (EventStore store = process()) {
      for (int i = 0; i < 6; i++) {
        String name = "case-" + i;
        store.append(Appending.before(name));
        store.append(Appending.LARGE.request(name));

        assertThat(store.allEvents(7)).hasSize(3 * (i + 1));
      }
      store.reset(Duration.ofMinutes(1));
      assertThat(store.allEvents(7)).isEmpty();
    }
    assertThat(lag.lagged()).isPositive();
  }

  private void run(int writers, int appends) throws Exception {
    new LiveLoad(this::process, writers, appends).run(place.open());
    processes.forEach(EventStore::close);

    assertThat(lag.lagged()).isPositive();
    place.sound();
  }

  private synchronized EventStore process() {
    EventStore store = place.open(new FaultyHttp(lag), Client.PATIENT);
    processes.add(store);
    return store;
  }
}
