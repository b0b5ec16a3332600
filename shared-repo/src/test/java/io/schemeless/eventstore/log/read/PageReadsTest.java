package io.schemeless.eventstore.log.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Meter;
import io.schemeless.eventstore.port.MeteredCells;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.port.Usage;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.store.StreamId;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A replay in small pages reads hardly more than one in a large page: what a page leaves over the
/// next one shows.
class PageReadsTest {
  private static final int EVENTS = 2_000;

  private final Meter meter = new Meter();
  private final EventStore store =
      new LogEventStore(
          new MeteredCells(new MemoryCells(), meter),
          new MemoryObjectStore(),
          new SystemHost(),
          StoreOptions.DEFAULT);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void where_appends_have_many_events() {
    fill(5);

    double whole = readUnits(EVENTS, ReplayFilter.ALL);
    double pages = readUnits(100, ReplayFilter.ALL);

    // Twenty pages: half a unit each for the meta item, the rounding, and a slot that two share.
    assertThat(pages).isLessThan(whole + 20 * 4);
    assertThat(whole).isGreaterThan(30);
  }

  @Test
  void where_a_filter_takes_all() {
    fill(1);

    double whole = readUnits(EVENTS, filter("count"));
    double pages = readUnits(100, filter("count"));

    assertThat(pages).isLessThan(1.5 * whole + 20);
  }

  @Test
  void where_a_filter_takes_nothing_few_requests_look_through_all() {
    fill(1);
    Usage before = meter.usage();

    EventPage page = store.replay(null, PageLimits.ofEvents(10), filter("none"));

    assertThat(page.events()).isEmpty();
    assertThat(page.caughtUp()).isTrue();
    assertThat(meter.usage().minus(before).requests()).isLessThan(14);
  }

  private static ReplayFilter filter(String domain) {
    return new ReplayFilter(domain, Set.of());
  }

  private void fill(int batch) {
    Random random = new Random(1);
    for (int i = 0; i < EVENTS; i += batch) {
      store.append(AppendRequest.of(Stream.generate(() -> event(random)).limit(batch).toList()));
    }
  }

  /// Does not pack well.
  private static NewEvent event(Random random) {
    byte[] noise = new byte[40];
    random.nextBytes(noise);
    Json payload = Json.parse("\"" + HexFormat.of().formatHex(noise) + "\"");
    return NewEvent.of(StreamId.of("count", "a"), "counted", payload);
  }

  private double readUnits(int limit, ReplayFilter filter) {
    Usage before = meter.usage();
    ContinuationToken token = null;
    int seen = 0;
    boolean caughtUp = false;
    while (!caughtUp) {
      EventPage page = store.replay(token, PageLimits.ofEvents(limit), filter);
      seen += page.events().size();
      token = page.next();
      caughtUp = page.caughtUp();
    }
    assertThat(seen).isEqualTo(EVENTS);
    return meter.usage().minus(before).readUnits();
  }
}
