package io.schemeless.eventstore.log.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.conformance.Noise;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.log.item.Body;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Packed;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.ItemSize;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Observer;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Where the bodies of an append go: into the slot, the commit or the bucket.
class BodiesTest {
  private static final StreamId A = StreamId.of("a");
  private static final StreamId B = StreamId.of("b");

  private final MemoryCells cells = new MemoryCells();
  private final MemoryObjectStore objects = new MemoryObjectStore();
  private final List<String> told = new ArrayList<>();
  private final EventStore store =
      new LogEventStore(
          cells,
          objects,
          new SystemHost(),
          StoreOptions.DEFAULT,
          new Observer() {
            @Override
            public void holeSeen(long ageMillis) {
              told.add("hole");
            }

            @Override
            public void holeSealed() {
              told.add("sealed");
            }

            @Override
            public void bodyOffloaded() {
              told.add("offloaded");
            }
          },
          () -> {});

  private void append(NewEvent... events) {
    store.append(AppendRequest.of(List.of(events)));
  }

  private static NewEvent event(StreamId stream, String text) {
    return NewEvent.of(stream, "t", Json.parse('"' + text + '"'));
  }

  private Cell cell(Function<Keys, Key> key) {
    Keys keys = new Keys(store.info().incarnation());
    return Objects.requireNonNull(cells.get(key.apply(keys), Read.CONSISTENT));
  }

  private @Nullable Packed copy(long position) {
    return ((Slot.Committed) Slot.of(cell(k -> k.slot(position)))).copy();
  }

  private Body body(StreamId stream) {
    return Commit.of(cell(k -> k.commit(stream, 1))).body();
  }

  private int objectCount() {
    return objects.list("", null).size();
  }

  @Test
  void a_small_append_lies_plain_in_its_slot_within_one_write_unit() {
    for (int length = 700; length <= 1_600; length += 30) {
      append(event(A, Noise.text(length)));
    }

    int copies = 0;
    for (long position = 1; position <= 31; position++) {
      long at = position;
      Packed copy = copy(position);
      copies += copy == null ? 0 : 1;
      assertThat(ItemSize.of(cell(k -> k.slot(at)))).isLessThanOrEqualTo(ItemSize.WRITE_UNIT);
    }
    assertThat(copies).isBetween(5, 25);
    assertThat(Objects.requireNonNull(copy(1)).raw()).isNull();
  }

  @Test
  void one_that_deflates_lies_deflated_in_its_slot() {
    append(event(A, "a".repeat(3_000)));
    append(event(A, "a".repeat(70_000)));
    append(event(A, Noise.text(3_000)));

    assertThat(Objects.requireNonNull(copy(1)).raw()).isGreaterThan(3_000);
    assertThat(copy(2)).isNull();
    assertThat(copy(3)).isNull();
  }

  @Test
  void a_body_over_the_threshold_goes_into_the_bucket_and_its_neighbour_does_not() {
    append(event(A, Noise.text(50_000)), event(B, Noise.text(20_000)));

    assertThat(body(A)).isInstanceOf(Body.InS3.class);
    assertThat(body(B)).isInstanceOf(Body.Inline.class);
    assertThat(copy(1)).isNull();
    assertThat(objectCount()).isEqualTo(1);
    assertThat(told).containsExactly("offloaded");
    assertThat(store.allEvents(10)).extracting(Event::stream).containsExactly(A, B);
  }

  @Test
  void one_that_deflates_below_the_threshold_stays_in_the_table() {
    append(event(A, "a".repeat(200_000)));

    assertThat(body(A)).isInstanceOf(Body.Inline.class);
    assertThat(objectCount()).isZero();
    assertThat(told).isEmpty();
  }

  @Test
  void one_that_is_deflated_and_still_too_large_lies_deflated_in_the_bucket() {
    append(event(A, Noise.text(50_000) + "a".repeat(50_000)));

    assertThat(body(A))
        .isInstanceOfSatisfying(
            Body.InS3.class,
            body -> {
              assertThat(body.length()).isBetween(30_000, 60_000);
              assertThat(body.rawLength()).isGreaterThan(100_000);
            });
    assertThat(store.allEvents(10)).hasSize(1);
  }
}
