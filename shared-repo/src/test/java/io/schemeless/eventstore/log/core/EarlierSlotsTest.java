package io.schemeless.eventstore.log.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.ConditionFailed;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.verify.StoreVerifier;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A log whose slots were put in format 3, an attribute for each thing, goes on in slots of one.
class EarlierSlotsTest {
  private static final StreamId A = StreamId.of("order", "a");
  private static final StreamId B = StreamId.of("order", "b");

  private final MemoryObjectStore objects = new MemoryObjectStore();
  private MemoryCells cells = new MemoryCells();
  private EventStore store = new Ports(cells, objects).open();

  @BeforeEach
  void load() throws IOException {
    cells = EarlierFormat.FORMAT_3.table();
    store = new Ports(cells, objects).open();
  }

  private void requireSound() {
    assertThat(
            new StoreVerifier(cells, objects, new SystemHost(), StoreOptions.DEFAULT)
                .verify((_, _) -> {})
                .findings())
        .isEmpty();
  }

  private Cell slot(long position) {
    Keys keys = new Keys(store.info().incarnation());
    return Objects.requireNonNull(cells.get(keys.slot(position), Read.CONSISTENT));
  }

  private static NewEvent numbered(StreamId stream, int number) {
    return NewEvent.of(stream, "numbered", Json.parse("" + number));
  }

  @Test
  void it_is_read_as_before_and_goes_on() {
    requireSound();
    assertThat(slot(13).has("refs")).isTrue();

    long position = store.append(AppendRequest.of(numbered(A, 10))).position();

    assertThat(position).isEqualTo(14);
    assertThat(slot(14).attributes()).containsOnlyKeys("slot");
    assertThat(store.allEvents(4))
        .extracting(Event::position)
        .containsExactly(1L, 2L, 2L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 13L, 14L);
    assertThat(store.streamEvents(A, 1))
        .extracting(event -> event.payload().text())
        .containsExactly(
            "1",
            "2",
            "4",
            "\"what all of them say, and say again, so that it is worth it: 5\"",
            "7",
            "10");
    assertThat(store.streamVersion(B)).isEqualTo(4);
    requireSound();
  }

  @Test
  void what_was_asked_of_it_holds_still() {
    AppendResult again = store.append(AppendRequest.of(numbered(A, 1)).withIdempotencyKey("key-1"));
    assertThat(again.repeated()).isTrue();
    assertThat(again.position()).isEqualTo(1);
    assertThat(store.event("id-1")).get().extracting(Event::position).isEqualTo(2L);

    for (String tag : List.of("tag-1", "tag-2")) {
      EventQuery tagged = EventQuery.of(EventQuery.Item.ofTags(tag));
      assertThat(store.events(tagged)).hasSize(1);
      AppendRequest taken =
          AppendRequest.of(numbered(B, 10)).withCondition(AppendCondition.none(tagged));
      assertThatThrownBy(() -> store.append(taken)).isInstanceOf(ConditionFailed.class);
    }
    requireSound();
  }
}
