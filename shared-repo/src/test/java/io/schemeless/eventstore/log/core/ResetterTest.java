package io.schemeless.eventstore.log.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.conformance.Noise;
import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PurgeState;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.testing.LaterHost;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a purge deletes, and which incarnations it still looks after.
class ResetterTest {
  private static final StreamId A = StreamId.of("a", "1");
  private static final Duration HOUR = Duration.ofHours(1);

  private final MemoryCells cells = new MemoryCells();
  private final MemoryObjectStore objects = new MemoryObjectStore();
  private final EventStore store = new Ports(cells, objects).open();

  private EventStore later(Duration ahead) {
    return new LogEventStore(cells, objects, new LaterHost(ahead), Ports.OPTIONS);
  }

  private List<Meta.Dead> dead() {
    return Meta.of(Objects.requireNonNull(cells.get(Keys.META, Read.CONSISTENT))).dead();
  }

  private void append(int count) {
    for (int i = 0; i < count; i++) {
      store.append(AppendRequest.of(NewEvent.of(A, "t", Json.parse("" + i))));
    }
  }

  @Test
  void a_store_that_was_never_reset_has_nothing_to_purge() {
    append(1);

    assertThat(store.purge(HOUR)).isEqualTo(new PurgeState(0, 0, true));
  }

  @Test
  void everything_of_the_dead_incarnation_is_deleted_and_counted() {
    append(60);
    store.append(AppendRequest.of(NewEvent.of(A, "t", Json.parse('"' + Noise.text(50_000) + '"'))));

    PurgeState state = store.reset(HOUR);

    assertThat(state).isEqualTo(new PurgeState(61 * 2, 1, true));
    assertThat(store.purge(HOUR)).isEqualTo(new PurgeState(0, 0, true));
  }

  @Test
  void a_purge_without_time_deletes_nothing_and_is_not_complete() {
    append(2);

    PurgeState state = store.reset(Duration.ZERO);

    assertThat(state).isEqualTo(new PurgeState(0, 0, false));
    assertThat(store.purge(HOUR).items()).isEqualTo(4);
  }

  @Test
  void a_purged_incarnation_is_looked_after_while_a_late_write_may_land_in_it() {
    append(1);
    store.reset(HOUR);

    later(Duration.ofMinutes(50)).purge(HOUR);
    List<Meta.Dead> within = dead();
    later(HOUR.plusMinutes(1)).purge(HOUR);

    assertThat(within).hasSize(1);
    assertThat(dead()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s@1", "%1.1s@1", "@1", "%s", "%s/@1", "abcdefghijklmnop@1 %s@1"})
  void a_damaged_list_of_the_dead_deletes_nothing_that_lives(String dead) {
    append(1);
    store.append(AppendRequest.of(NewEvent.of(A, "t", Json.parse('"' + Noise.text(50_000) + '"'))));
    String living = store.info().incarnation();
    Cell meta = Objects.requireNonNull(cells.get(Keys.META, Read.CONSISTENT));
    String[] entries = dead.formatted(living, living).split(" ");
    setDead(meta, new Value.Texts(List.of(entries)));

    assertThatThrownBy(() -> store.purge(HOUR)).isInstanceOf(CorruptData.class);
    assertThatThrownBy(() -> store.reset(HOUR)).isInstanceOf(CorruptData.class);

    setDead(meta, new Value.Texts(List.of()));
    assertThat(new Ports(cells, objects).open().allEvents(10)).hasSize(2);
  }

  private void setDead(Cell meta, Value dead) {
    Map<String, Value> attributes = new HashMap<>(meta.attributes());
    attributes.put(Attributes.DEAD, dead);
    cells.delete(List.of(Keys.META));
    cells.put(new Cell(Keys.META, attributes), new Condition.Absent());
  }

  @Test
  void nothing_is_uploaded_into_an_incarnation_that_is_over() {
    append(1);
    String over = store.info().incarnation();
    new Ports(cells, objects).open().reset(HOUR);

    Json large = Json.parse('"' + Noise.text(50_000) + '"');
    store.append(AppendRequest.of(NewEvent.of(A, "t", large)));

    assertThat(objects.list(new Keys(over).objects(), null)).isEmpty();
    assertThat(store.allEvents(10)).hasSize(1);
  }
}
