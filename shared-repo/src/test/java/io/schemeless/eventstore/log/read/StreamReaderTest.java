package io.schemeless.eventstore.log.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.conformance.Noise;
import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.FindEvents.Chain;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamPage;
import io.schemeless.eventstore.store.StreamQuery;
import io.schemeless.eventstore.testing.WatchedCells;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages of a stream: where they end, and what they read.
class StreamReaderTest {
  private static final StreamId A = StreamId.of("a", "1");
  private static final StreamId NAMELESS = StreamId.of("", "1");

  private final WatchedCells cells = new WatchedCells(new MemoryCells());
  private final EventStore store = new Ports(cells, new MemoryObjectStore()).open();

  private void append(int events) {
    for (int i = 0; i < events; i++) {
      store.append(AppendRequest.of(NewEvent.of(A, "t", Json.parse("" + i))));
    }
  }

  private StreamPage read(StreamQuery query) {
    cells.asked.clear();
    return store.readStream(query);
  }

  private static List<Long> sequences(StreamPage page) {
    return page.events().stream().map(Event::sequence).toList();
  }

  @Test
  void a_whole_stream_is_one_query_and_one_look_at_its_newest_slot() {
    append(3);

    StreamPage page = read(StreamQuery.forward(A).limit(PageLimits.ofEvents(10)));

    assertThat(page.version()).isEqualTo(3);
    assertThat(page.next()).isNull();
    assertThat(cells.asked).filteredOn(what -> what.endsWith(", 11")).hasSize(1);
    assertThat(cells.asked).doesNotContain("full price, 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void pages_of_any_size_bring_every_version_once_both_ways(int size) {
    append(4);
    store.append(
        AppendRequest.of(
            NewEvent.of(A, "t", Json.parse("4")), NewEvent.of(A, "t", Json.parse("5"))));

    Long from = 1L;
    for (long expected = 1; from != null; ) {
      StreamPage page = read(StreamQuery.forward(A).from(from).limit(PageLimits.ofEvents(size)));
      assertThat(page.version()).isEqualTo(6);
      assertThat(page.events()).hasSizeLessThanOrEqualTo(size);
      for (long sequence : sequences(page)) {
        assertThat(sequence).isEqualTo(expected++);
      }
      from = page.next();
      assertThat(from == null).isEqualTo(expected == 7);
    }

    Long to = 6L;
    for (long expected = 6; to != null; ) {
      StreamPage page = read(StreamQuery.backward(A).from(to).limit(PageLimits.ofEvents(size)));
      assertThat(page.version()).isEqualTo(6);
      for (long sequence : sequences(page)) {
        assertThat(sequence).isEqualTo(expected--);
      }
      to = page.next();
      assertThat(to == null).isEqualTo(expected == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void answers_in_pieces_make_whole_pages(int longest) {
    append(7);
    cells.longest = longest;

    StreamPage forward = read(StreamQuery.forward(A));
    StreamPage backward = read(StreamQuery.backward(A));

    assertThat(sequences(forward)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(forward.next()).isNull();
    assertThat(sequences(backward)).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
    assertThat(backward.next()).isNull();
  }

  @Test
  void a_page_is_full_by_bytes_too_and_reads_not_much_beyond() {
    for (int i = 0; i < 6; i++) {
      store.append(
          AppendRequest.of(NewEvent.of(A, "t", Json.parse('"' + Noise.text(3_000) + '"'))));
    }
    cells.longest = 2;

    StreamPage page = read(StreamQuery.forward(A).limit(new PageLimits(10, 7_000)));

    assertThat(sequences(page)).containsExactly(1L, 2L);
    assertThat(page.next()).isEqualTo(3);
    assertThat(cells.asked).filteredOn(what -> what.endsWith(", 11")).hasSize(2);
  }

  @Test
  void names_that_no_stream_can_have_are_refused() {
    assertThatThrownBy(() -> store.streamVersion(NAMELESS)).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> store.readStream(StreamQuery.forward(NAMELESS)))
        .isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> store.chain(new Chain.Correlation(""), null, PageLimits.DEFAULT))
        .isInstanceOf(InvalidRequest.class);
  }
}
