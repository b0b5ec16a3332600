package io.schemeless.eventstore.log.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.conformance.ForwardingCells;
import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.DuplicateEvent;
import io.schemeless.eventstore.store.StoreException.Misconfigured;
import io.schemeless.eventstore.store.StoreException.RestoredTable;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.verify.Finding;
import io.schemeless.eventstore.verify.StoreVerifier;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A store that was written in format 1 is read, repeated against and appended to.
class EarlierFormatTest {
  private static final StreamId PERMIT = StreamId.of("permit", "case-1");
  private static final StreamId A = StreamId.of("d", "a");
  private static final StreamId B = StreamId.of("d", "b");

  private final MemoryObjectStore objects = new MemoryObjectStore();
  private MemoryCells cells = new MemoryCells();
  private EventStore store = new Ports(cells, objects).open();

  @BeforeEach
  void load() throws IOException {
    cells = EarlierFormat.FORMAT_1.table();
    store = new Ports(cells, objects).open();
  }

  private Meta meta() {
    return Meta.of(Objects.requireNonNull(cells.get(Keys.META, Read.CONSISTENT)));
  }

  private List<Finding> findings() {
    return new StoreVerifier(cells, objects, new SystemHost(), StoreOptions.DEFAULT)
        .verify((_, _) -> {})
        .findings();
  }

  private static NewEvent cloudEvent(String source, String id, StreamId stream, String data) {
    return NewEvent.of(stream, "t", Json.parse(data))
        .withMeta(Json.parse("{\"source\":\"" + source + "\"}"))
        .withId(id)
        .withBySource(true);
  }

  /// What the event without a copy in its slot says.
  private String medium() {
    return store.event("2").orElseThrow().payload().text();
  }

  @Test
  void it_is_sound_and_read_as_before_and_stays_the_same_life() {
    Meta before = meta();
    assertThat(before.format()).isEqualTo(1);
    assertThat(findings()).isEmpty();
    assertThat(meta()).as("a check changes nothing").isEqualTo(before);

    assertThat(store.allEvents(2))
        .extracting(Event::position)
        .containsExactly(1L, 2L, 3L, 3L, 4L, 5L);
    assertThat(store.event("n-1")).isPresent();
    assertThat(store.event("1")).get().extracting(Event::bySource).isEqualTo(false);
    assertThat(store.event("1", "/a")).isEqualTo(store.event("1"));
    assertThat(store.event("1", "/b")).isEmpty();
    Meta after = meta();
    assertThat(after)
        .isEqualTo(
            new Meta(
                Meta.FORMAT_VERSION,
                before.store(),
                before.incarnation(),
                before.epoch(),
                before.table(),
                before.dead(),
                after.revision()));
    assertThat(after.revision()).isNotEqualTo(before.revision());
    assertThat(store.info().format()).isEqualTo(Meta.FORMAT_VERSION);
  }

  @Test
  void what_was_appended_then_is_repeated_now() {
    AppendRequest asked =
        AppendRequest.of(
                NewEvent.of(PERMIT, "asked", Json.parse("{\"a\":2,\"b\":1}"))
                    .withId("n-1")
                    .withCorrelationId("c-1"))
            .withIdempotencyKey("key-1");
    AppendRequest two =
        AppendRequest.of(cloudEvent("/a", "2", A, medium()), cloudEvent("/b", "3", B, "2"));

    List<AppendRequest> repeats =
        List.of(
            asked,
            AppendRequest.of(cloudEvent("/a", "1", A, "{\"n\":1}")),
            two.withIdempotencyKey("key-2"),
            two);

    assertThat(repeats.stream().map(store::append))
        .allMatch(AppendResult::repeated)
        .extracting(AppendResult::position)
        .containsExactly(1L, 2L, 3L, 3L);
    assertThat(store.streamVersion(A)).isEqualTo(3);
  }

  @Test
  void its_ids_are_taken_for_the_sources_of_their_events_alone() {
    for (String id : List.of("1", "2")) {
      AppendRequest other = AppendRequest.of(cloudEvent("/a", id, B, "9"));
      assertThatThrownBy(() -> store.append(other)).isInstanceOf(DuplicateEvent.class);
      store.append(AppendRequest.of(cloudEvent("/b", id, B, "10")));
    }
    AppendRequest native1 = AppendRequest.of(NewEvent.of(A, "t", Json.NULL).withId("1"));
    assertThatThrownBy(() -> store.append(native1)).isInstanceOf(DuplicateEvent.class);
    store.append(A, ExpectedVersion.exactly(3), List.of(NewEvent.of(A, "t", Json.NULL)));

    assertThat(store.allEvents(10))
        .extracting(Event::position)
        .as("one ticket was lost to the refused native event")
        .containsExactly(1L, 2L, 3L, 3L, 4L, 5L, 6L, 7L, 9L);
    assertThat(store.event("1", "/b")).get().extracting(Event::bySource).isEqualTo(true);
    assertThat(findings()).isEmpty();
  }

  @Test
  void two_processes_raise_it_once() {
    EventStore late =
        new Ports(
                new ForwardingCells(cells) {
                  @Override
                  public Put put(Cell cell, Condition condition) {
                    store.info();
                    return super.put(cell, condition);
                  }
                },
                objects)
            .open();

    assertThat(late.info()).isEqualTo(store.info());
    String revision = meta().revision();
    assertThat(new Ports(cells, objects).open().allEvents(10)).hasSize(6);
    assertThat(meta().revision()).isEqualTo(revision);
  }

  @Test
  void a_restored_copy_is_raised_after_its_repair() {
    change("table", new Value.Text("another"));
    assertThatThrownBy(store::info).isInstanceOf(RestoredTable.class);
    assertThat(meta().format()).isEqualTo(1);

    new StoreVerifier(cells, objects, new SystemHost(), StoreOptions.DEFAULT)
        .repair(false, (_, _) -> {});

    assertThat(store.info().format()).isEqualTo(Meta.FORMAT_VERSION);
    assertThat(store.allEvents(10)).hasSize(6);
    assertThat(findings()).isEmpty();
  }

  @Test
  void a_later_format_is_refused_and_left_alone() {
    int later = Meta.FORMAT_VERSION + 1;
    change("fmt", new Value.Number(later));

    assertThatThrownBy(store::info)
        .isInstanceOf(Misconfigured.class)
        .hasMessageContaining("storage format " + later);
    assertThatThrownBy(() -> store.append(AppendRequest.of(NewEvent.of(A, "t", Json.NULL))))
        .isInstanceOf(Misconfigured.class);
    assertThat(meta().format()).isEqualTo(later);
  }

  private void change(String attribute, Value value) {
    Cell cell = Objects.requireNonNull(cells.get(Keys.META, Read.CONSISTENT));
    Map<String, Value> attributes = new HashMap<>(cell.attributes());
    attributes.put(attribute, value);
    cells.put(
        new Cell(cell.key(), attributes),
        new Condition.Is("rev", new Value.Text(cell.text("rev"))));
  }
}
