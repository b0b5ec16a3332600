package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamList;
import io.schemeless.eventstore.store.StreamPage;
import io.schemeless.eventstore.store.StreamQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads of single streams, and the list of streams.
public abstract class StreamContract extends StoreContract {

  /// Twelve events in commits of 5, 1, 3, 1 and 2, with another stream's between them.
  private void twelve() {
    store.append(AppendRequest.of(events(A, 1, 5)));
    store.append(AppendRequest.of(event(B, 99), event(A, 6)));
    store.append(AppendRequest.of(events(A, 7, 9)));
    store.append(AppendRequest.of(event(A, 10)));
    store.append(AppendRequest.of(event(A, 11), event(B, 98), event(A, 12)));
  }

  @Test
  void a_stream_without_events_is_an_empty_page_at_version_0() {
    StreamPage page = store.readStream(StreamQuery.forward(A));

    assertThat(page.events()).isEmpty();
    assertThat(page.version()).isZero();
    assertThat(page.next()).isNull();
    assertThat(store.streamVersion(A)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 5, 6, 8, 12})
  void a_stream_can_be_read_from_any_sequence(long from) {
    twelve();

    StreamPage page = store.readStream(StreamQuery.forward(A).from(from));

    assertThat(payloads(page.events())).isEqualTo(numbers((int) from, 12));
    assertThat(page.events()).extracting(Event::sequence).first().isEqualTo(from);
    assertThat(page.version()).isEqualTo(12);
    assertThat(page.next()).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 6, 7, 12, 500})
  void a_stream_can_be_read_backward_from_any_sequence(long from) {
    twelve();

    StreamPage page = store.readStream(StreamQuery.backward(A).from(from));

    int highest = (int) Math.min(from, 12);
    assertThat(payloads(page.events())).isEqualTo(numbers(1, highest).reversed());
    assertThat(page.version()).isEqualTo(12);
    assertThat(page.next()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 12, 13})
  void pages_of_any_size_bring_the_whole_stream_both_ways(int size) {
    twelve();

    assertThat(pages(StreamQuery.forward(A), size)).isEqualTo(numbers(1, 12));
    assertThat(pages(StreamQuery.backward(A), size)).isEqualTo(numbers(1, 12).reversed());
  }

  private List<String> pages(StreamQuery first, int size) {
    List<String> seen = new ArrayList<>();
    @Nullable Long from = first.from();
    do {
      StreamPage page = store.readStream(first.from(from).limit(PageLimits.ofEvents(size)));
      assertThat(page.events()).isNotEmpty();
      assertThat(page.version()).isEqualTo(12);
      seen.addAll(payloads(page.events()));
      from = page.next();
    } while (from != null);
    return seen;
  }

  @Test
  void reading_beyond_the_end_is_an_empty_page_that_tells_the_version() {
    twelve();

    StreamPage page = store.readStream(StreamQuery.forward(A).from(13L));

    assertThat(page.events()).isEmpty();
    assertThat(page.version()).isEqualTo(12);
    assertThat(page.next()).isNull();
  }

  @Test
  void names_with_every_separator_in_use_never_meet() {
    List<StreamId> streams =
        List.of(
            StreamId.of("a", "b/c"),
            StreamId.of("a/b", "c"),
            StreamId.of("a"),
            StreamId.of("a/"),
            StreamId.of("a", "/"),
            StreamId.of("1:a", "b"),
            StreamId.of("1", "a:b"),
            StreamId.of("a#b", "?c&d=e%2F"),
            StreamId.of("a\u0000b", "\r\n\t"),
            StreamId.of("å", "日本 語"),
            StreamId.of("😀", "😀/😀"),
            StreamId.of("meta", "meta"),
            StreamId.of("+", "@,-"));
    for (int i = 0; i < streams.size(); i++) {
      store.append(AppendRequest.of(event(streams.get(i), i)));
    }

    for (int i = 0; i < streams.size(); i++) {
      List<Event> events = list(store.streamEvents(streams.get(i), 1));
      assertThat(payloads(events)).containsExactly("" + i);
      assertThat(events).extracting(Event::stream).containsExactly(streams.get(i));
    }
    assertThat(list(store.allEvents(5))).extracting(Event::stream).isEqualTo(streams);
    assertThat(listed(null, 4)).containsExactlyInAnyOrderElementsOf(streams);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void streams_are_listed_page_by_page(int size) {
    store.append(AppendRequest.of(event(A, 1), event(B, 2), event(C, 3)));
    store.append(AppendRequest.of(event(StreamId.of("order"), 4), event(A, 5)));

    assertThat(listed("order", size)).containsExactlyInAnyOrder(A, B, StreamId.of("order"));
    assertThat(listed("invoice", size)).containsExactly(C);
    assertThat(listed(null, size)).containsExactlyInAnyOrder(A, B, C, StreamId.of("order"));
    assertThat(listed("none", size)).isEmpty();
  }

  private List<StreamId> listed(@Nullable String domain, int size) {
    List<StreamId> seen = new ArrayList<>();
    Set<ContinuationToken> tokens = new HashSet<>();
    @Nullable ContinuationToken next = null;
    do {
      StreamList page = store.listStreams(domain, next, size);
      page.streams().forEach(entry -> seen.add(entry.stream()));
      assertThat(page.streams().size()).isLessThanOrEqualTo(size);
      next = page.next();
    } while (next != null && tokens.add(next));
    return seen;
  }
}
