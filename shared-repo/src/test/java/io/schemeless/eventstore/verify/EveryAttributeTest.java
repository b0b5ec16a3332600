package io.schemeless.eventstore.verify;

import static io.schemeless.eventstore.verify.VerifiedStore.A;
import static io.schemeless.eventstore.verify.VerifiedStore.B;
import static io.schemeless.eventstore.verify.VerifiedStore.LARGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.conformance.ForwardingCells;
import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.FindEvents.Chain;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.testing.LaterHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Each attribute of each item, taken away or changed in every way: a check ends and finds it, or
/// nobody notices, neither in what is read nor in what can be appended.
class EveryAttributeTest {
  /// What no rule can tell: a body in the table has no digest, a claim's hash is that of a request
  /// that is gone, and a position whose slot was never put looks like one whose slot is lost.
  private static final String UNTOLD = ".*/s/.* body flipped|.*/e/.* hash .*|.*/l .* item gone";

  private final VerifiedStore sound = VerifiedStore.packed();
  private final Map<Key, Cell> cells = sound.cells();
  private final String tableId = sound.ports().cells().tableId();

  @Test
  void what_a_check_does_not_find_nobody_notices() {
    String right = observed(copy(Map.of()));
    List<String> missed = new ArrayList<>();
    int damages = 0;
    for (Cell cell : cells.values()) {
      for (Map.Entry<String, @Nullable Cell> damage : damaged(cell).entrySet()) {
        damages++;
        Map<Key, @Nullable Cell> change = new HashMap<>();
        change.put(cell.key(), damage.getValue());
        boolean found = !verified(copy(change)).isSound();
        String name = cell.key().partition() + " " + cell.key().sort() + " " + damage.getKey();
        if (!found && !name.matches(UNTOLD) && !observed(copy(change)).equals(right)) {
          missed.add(name);
        }
      }
    }

    assertThat(damages).isGreaterThan(500);
    assertThat(cells.values()).anyMatch(cell -> cell.has("dic"));
    assertThat(missed).isEmpty();
  }

  private static Verification verified(Ports ports) {
    return new StoreVerifier(
            ports.cells(), ports.objects(), new LaterHost(Duration.ofHours(1)), Ports.OPTIONS)
        .verify((_, _) -> {});
  }

  /// The same content, but for one item, in a table of its own.
  private Ports copy(Map<Key, @Nullable Cell> change) {
    MemoryCells copy = new MemoryCells();
    cells.forEach(
        (key, cell) -> {
          Cell put = change.containsKey(key) ? change.get(key) : cell;
          if (put != null) {
            copy.put(put, new Condition.Absent());
          }
        });
    return new Ports(
        new ForwardingCells(copy) {
          @Override
          public String tableId() {
            return tableId;
          }
        },
        sound.ports().objects());
  }

  /// Reads everything, then appends.
  private static String observed(Ports ports) {
    EventStore store = ports.open();
    List<Supplier<Object>> calls =
        List.of(
            () -> all(store.allEvents(100)),
            () -> all(store.streamEvents(A, 1)),
            () -> all(store.streamEvents(B, 1)),
            () -> all(store.streamEvents(LARGE, 1)),
            () -> store.event("id-1"),
            () -> store.chain(new Chain.Correlation("chain-1"), null, PageLimits.DEFAULT).events(),
            () -> store.chain(new Chain.Causation("cause-1"), null, PageLimits.DEFAULT).events(),
            () -> all(store.events(EventQuery.of(EventQuery.Item.ofTags("tag-1")))),
            () -> store.listStreams(null, null, 100).streams(),
            () ->
                store.append(AppendRequest.of(VerifiedStore.event(B, 9).withId("id-1"))).position(),
            () ->
                store
                    .append(
                        AppendRequest.of(VerifiedStore.event(A, 10))
                            .withCondition(
                                AppendCondition.none(
                                    EventQuery.of(EventQuery.Item.ofTags("tag-1")))))
                    .position(),
            () -> sequence(store.append(AppendRequest.of(VerifiedStore.event(A, 9)))),
            () -> sequence(store.append(AppendRequest.of(VerifiedStore.event(B, 9)))));
    StringBuilder seen = new StringBuilder();
    for (Supplier<Object> call : calls) {
      try {
        seen.append(call.get());
      } catch (StoreException e) {
        seen.append(e.getClass().getSimpleName());
      }
      seen.append('\n');
    }
    return seen.toString();
  }

  private static List<Object> all(Iterable<?> events) {
    List<Object> all = new ArrayList<>();
    events.forEach(all::add);
    return all;
  }

  private static long sequence(io.schemeless.eventstore.store.AppendResult result) {
    return result.events().getLast().sequence();
  }

  /// An item's damaged forms by name; none where it is gone.
  private static Map<String, @Nullable Cell> damaged(Cell cell) {
    Map<String, @Nullable Cell> forms = new LinkedHashMap<>();
    forms.put("item gone", null);
    forms.put("ttl added", with(cell, Cell.EXPIRES, new Value.Number(1)));
    cell.attributes()
        .forEach(
            (name, value) -> {
              forms.put(name + " gone", with(cell, name, null));
              if (name.equals("slot")) {
                flips(cell.bytes(name))
                    .forEach((how, other) -> forms.put(name + how, with(cell, name, other)));
              }
              damaged(value)
                  .forEach((how, other) -> forms.put(name + how, with(cell, name, other)));
            });
    return forms;
  }

  private static Cell with(Cell cell, String name, @Nullable Value value) {
    Map<String, Value> attributes = new HashMap<>(cell.attributes());
    if (value == null) {
      attributes.remove(name);
    } else {
      attributes.put(name, value);
    }
    return new Cell(cell.key(), attributes);
  }

  /// A slot says all that it says in one attribute: a bit of each of its bytes is changed.
  private static Map<String, Value> flips(byte[] bytes) {
    Map<String, Value> forms = new LinkedHashMap<>();
    for (int i = 0; i < bytes.length; i++) {
      byte[] flipped = bytes.clone();
      flipped[i] ^= (byte) (1 << i % Byte.SIZE);
      forms.put(" flipped at " + i, new Value.Bytes(flipped));
    }
    return forms;
  }

  private static Map<String, Value> damaged(Value value) {
    Map<String, Value> forms = new LinkedHashMap<>();
    switch (value) {
      case Value.Number(long number) -> {
        for (long other : new long[] {number - 1, number + 1, 0, -number, Integer.MAX_VALUE}) {
          forms.put(" " + other, new Value.Number(other));
        }
        forms.put(" text", new Value.Text("" + number));
      }
      case Value.Text(String text) -> {
        forms.put(" longer", new Value.Text(text + "x"));
        forms.put(" empty", new Value.Text(""));
        forms.put(" number", new Value.Number(1));
      }
      case Value.Bytes bytes -> {
        byte[] flipped = bytes.value().clone();
        flipped[flipped.length / 2] ^= 1;
        forms.put(" flipped", new Value.Bytes(flipped));
        forms.put(" cut", new Value.Bytes(Arrays.copyOf(flipped, flipped.length - 1)));
        forms.put(" empty", new Value.Bytes(new byte[0]));
      }
      case Value.Texts(List<String> texts) -> {
        forms.put(" none", new Value.Texts(List.of()));
        forms.put(" strange", new Value.Texts(texts.stream().map(text -> text + "x").toList()));
      }
    }
    return forms;
  }
}
