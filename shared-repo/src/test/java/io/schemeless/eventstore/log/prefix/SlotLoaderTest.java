package io.schemeless.eventstore.log.prefix;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.conformance.Noise;
import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.ObjectStore;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.testing.WatchedCells;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is read of appends that no copy in the log shows.
class SlotLoaderTest {
  private static final StreamId A = StreamId.of("a", "1");
  private static final StreamId B = StreamId.of("b", "1");

  private final WatchedCells cells = new WatchedCells(new MemoryCells());
  private final List<String> objects = new ArrayList<>();
  private final ObjectStore bucket = new WatchedBucket();
  private final EventStore store = new Ports(cells, bucket).open();

  private final class WatchedBucket implements ObjectStore {
    private final ObjectStore bucket = new MemoryObjectStore();

    @Override
    public byte @Nullable [] get(String key) {
      objects.add(key);
      return bucket.get(key);
    }

    @Override
    public void put(String key, byte[] body) {
      bucket.put(key, body);
    }

    @Override
    public int deleteSome(String prefix) {
      return bucket.deleteSome(prefix);
    }

    @Override
    public List<Entry> list(String prefix, @Nullable String after) {
      return bucket.list(prefix, after);
    }
  }

  private static NewEvent wide(StreamId stream, int length) {
    return NewEvent.of(stream, "t" + length, Json.parse("\"" + Noise.text(length) + "\""));
  }

  private EventPage page(int events, long bytes) {
    cells.asked.clear();
    return store.replay(null, new PageLimits(events, bytes), ReplayFilter.ALL);
  }

  private List<String> keyed() {
    return cells.asked.stream().filter(what -> what.endsWith("by key")).toList();
  }

  @Test
  void no_more_commits_are_fetched_than_a_page_has_events() {
    for (int i = 0; i < 6; i++) {
      store.append(AppendRequest.of(wide(A, 3_000 + i)));
    }

    EventPage page = page(3, PageLimits.MAX_BYTES);

    assertThat(page.events()).hasSize(3);
    assertThat(keyed()).containsExactly("half price, 3 by key");
  }

  @Test
  void an_append_of_several_events_counts_as_many() {
    for (int i = 0; i < 4; i++) {
      store.append(AppendRequest.of(wide(A, 3_000 + i), wide(A, 4_000 + i)));
    }

    EventPage page = page(4, PageLimits.MAX_BYTES);

    assertThat(page.events()).hasSize(4);
    assertThat(keyed()).containsExactly("half price, 2 by key");
  }

  @Test
  void at_most_a_hundred_commits_are_fetched_at_once_and_none_twice() {
    for (int i = 0; i < 120; i++) {
      store.append(AppendRequest.of(wide(A, 3_000)));
    }

    EventPage page = page(119, PageLimits.MAX_BYTES);

    assertThat(page.events()).hasSize(119);
    assertThat(keyed()).containsExactly("half price, 100 by key", "half price, 19 by key");
  }

  @Test
  void commits_that_half_the_price_does_not_bring_are_fetched_at_the_full_price() {
    store.append(AppendRequest.of(wide(A, 3_000)));

    EventPage page = page(1, PageLimits.MAX_BYTES);

    assertThat(page.events()).hasSize(1);
    assertThat(keyed()).containsExactly("half price, 1 by key");
  }

  @Test
  void the_events_of_an_append_stay_in_its_order() {
    store.append(AppendRequest.of(wide(B, 3_000), wide(A, 3_001), wide(B, 3_002), wide(A, 3_003)));

    EventPage page = page(10, PageLimits.MAX_BYTES);

    assertThat(page.events())
        .extracting(Event::type)
        .containsExactly("t3000", "t3001", "t3002", "t3003");
  }

  @Test
  void no_more_bodies_are_read_from_the_bucket_than_a_page_has_bytes() {
    for (int i = 0; i < 5; i++) {
      store.append(AppendRequest.of(wide(A, 60_000)));
    }

    EventPage page = page(10, 130_000);

    assertThat(page.events()).hasSize(2);
    assertThat(page.caughtUp()).isFalse();
    assertThat(objects.stream().distinct()).hasSizeLessThanOrEqualTo(3);
    assertThat(objects).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void a_body_larger_than_a_page_comes_alone() {
    store.append(AppendRequest.of(wide(A, 60_000)));
    store.append(AppendRequest.of(wide(A, 60_001)));

    EventPage page = page(10, 10);

    assertThat(page.events()).hasSize(1);
    assertThat(objects).hasSizeLessThanOrEqualTo(2);
  }
}
