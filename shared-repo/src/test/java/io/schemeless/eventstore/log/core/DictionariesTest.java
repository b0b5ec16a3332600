package io.schemeless.eventstore.log.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.schemeless.eventstore.conformance.ForwardingCells;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.log.item.Dictionary;
import io.schemeless.eventstore.log.item.KeyKind;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.verify.Finding;
import io.schemeless.eventstore.verify.Finding.Kind;
import io.schemeless.eventstore.verify.StoreVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DictionariesTest {
  private static final int AFTER = 20;
  private static final StoreOptions OPTIONS = StoreOptions.DEFAULT.withDictionaryAfter(AFTER);

  /// Refuses what concerns dictionaries, if told to.
  private static final class Dictionaryless extends ForwardingCells {
    private boolean fails;

    Dictionaryless() {
      super(new MemoryCells());
    }

    @Override
    public CellPage query(Range range) {
      if (fails && range.partition().endsWith("/z")) {
        throw new Unavailable("not now", null);
      }
      return super.query(range);
    }

    @Override
    public Put put(Cell cell, Condition condition) {
      if (fails && cell.key().partition().endsWith("/z")) {
        throw new Unavailable("not now", null);
      }
      return super.put(cell, condition);
    }
  }

  private final Dictionaryless cells = new Dictionaryless();
  private final MemoryObjectStore objects = new MemoryObjectStore();
  private final EventStore store = process();

  private EventStore process() {
    return new LogEventStore(cells, objects, new SystemHost(), OPTIONS);
  }

  /// Every stream says that it is a permit; each has a case and a secret of its own, and one town
  /// in two streams.
  private static NewEvent event(int i) {
    return NewEvent.of(
        StreamId.of("permit", "case-" + i),
        "applied",
        Json.parse(
            "{\"kind\":\"a permit of the usual kind\",\"secret\":\"%s\",\"town\":\"%s\"}"
                .formatted(
                    "s3cret-of-" + Integer.toHexString(i * 7_919), "Town" + i / 2 + "ville")));
  }

  private void fill(int events) {
    for (int i = 0; i < events; i++) {
      store.append(AppendRequest.of(event(i)));
    }
  }

  private Keys keys() {
    return new Keys(store.info().incarnation());
  }

  private @Nullable Cell dictionary(int number) {
    return cells.get(keys().dictionary(number), Read.CONSISTENT);
  }

  private static List<Json> payloads(EventStore of) {
    List<Json> all = new ArrayList<>();
    for (Event event : of.allEvents(100)) {
      all.add(event.payload());
    }
    return all;
  }

  private Cell commit(int i) {
    return Objects.requireNonNull(
        cells.get(keys().commit(StreamId.of("permit", "case-" + i), 1), Read.CONSISTENT));
  }

  @Test
  void the_first_events_make_one_and_the_others_are_packed_with_it() {
    fill(AFTER);
    assertThat(dictionary(1)).isNotNull();
    assertThat(commit(AFTER - 1).has("dic")).isFalse();
    store.append(AppendRequest.of(event(AFTER)));

    assertThat(commit(AFTER).number("dic")).isEqualTo(1);
    assertThat(commit(AFTER).bytes("body").length * 2)
        .isLessThan(commit(AFTER - 1).bytes("body").length);
    List<Json> expected = new ArrayList<>();
    for (int i = 0; i <= AFTER; i++) {
      expected.add(event(i).payload());
    }
    assertThat(payloads(process())).isEqualTo(expected);
  }

  @Test
  void another_process_uses_what_is_there() {
    fill(AFTER);
    process().append(AppendRequest.of(event(AFTER)));

    assertThat(commit(AFTER).number("dic")).isEqualTo(1);
  }

  @Test
  void nothing_that_few_streams_say_is_in_a_dictionary() {
    fill(AFTER);

    String said =
        new String(
            Dictionary.of(Objects.requireNonNull(dictionary(1))).bytes(),
            StandardCharsets.ISO_8859_1);
    assertThat(said).contains("a permit of the usual kind");
    for (int i = 0; i < AFTER; i++) {
      assertThat(said)
          .doesNotContain(Integer.toHexString(i * 7_919) + "\"")
          .doesNotContain("Town" + i / 2 + "v");
    }
  }

  @Test
  void where_none_can_be_had_bodies_are_stored_without() {
    cells.fails = true;
    fill(2 * AFTER);

    assertThat(dictionary(1)).isNull();
    assertThat(payloads(store)).hasSize(2 * AFTER);
    cells.fails = false;
    // The next try comes much later.
    int last = 25 * AFTER;
    for (int i = 2 * AFTER; i <= last; i++) {
      store.append(AppendRequest.of(event(i)));
    }
    assertThat(commit(last).number("dic")).isEqualTo(1);
  }

  @Test
  void one_that_is_missing_or_altered_is_told_and_never_used() {
    fill(AFTER + 1);
    Cell good = Objects.requireNonNull(dictionary(1));

    cells.delete(List.of(good.key()));
    refuses(Kind.BODY_UNREADABLE);
    Map<String, Value> altered = new HashMap<>(good.attributes());
    byte[] bytes = good.bytes("body");
    bytes[0] ^= 1;
    altered.put("body", new Value.Bytes(bytes));
    cells.put(new Cell(good.key(), altered), new Condition.Absent());
    refuses(Kind.DICTIONARY_UNREADABLE);
  }

  private void refuses(Kind kind) {
    assertThatExceptionOfType(CorruptData.class).isThrownBy(() -> payloads(process()));
    assertThat(
            new StoreVerifier(cells, objects, new SystemHost(), OPTIONS)
                .verify((_, _) -> {})
                .findings())
        .extracting(Finding::kind)
        .contains(kind);
  }

  @Test
  void a_reset_ends_it() {
    fill(AFTER + 1);
    Key before = keys().dictionary(1);
    store.reset(Duration.ofMinutes(1));
    store.append(AppendRequest.of(event(0)));

    assertThat(KeyKind.of(before)).isEqualTo(KeyKind.DICTIONARY);
    assertThat(cells.get(before, Read.CONSISTENT)).isNull();
    assertThat(commit(0).has("dic")).isFalse();
    assertThat(payloads(process())).containsExactly(event(0).payload());
  }
}
