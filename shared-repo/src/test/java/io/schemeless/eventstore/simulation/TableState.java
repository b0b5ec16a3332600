package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Change;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All that table and bucket hold at one moment. Never changes; a request makes the next one, by
/// way of the ports in memory.
///
/// No record: each is looked up among all that were there before, so it is hashed once, and from
/// the one before it.
final class TableState {
  static final Comparator<Key> BY_NAME =
      Comparator.comparing(Key::partition).thenComparing(Key::sort);

  private final Map<Key, Cell> cells;
  private final Map<String, Value.Bytes> objects;

  /// For each key the cells that were there before, where reads may be stale.
  private final Map<Key, Set<Optional<Cell>>> past;

  private final int cellsHash;
  private final int hash;

  private TableState(
      Map<Key, Cell> cells,
      int cellsHash,
      Map<String, Value.Bytes> objects,
      Map<Key, Set<Optional<Cell>>> past) {
    this.cells = cells;
    this.cellsHash = cellsHash;
    this.objects = objects;
    this.past = past;
    this.hash = 31 * (31 * cellsHash + objects.hashCode()) + past.hashCode();
  }

  TableState(
      Map<Key, Cell> cells, Map<String, Value.Bytes> objects, Map<Key, Set<Optional<Cell>>> past) {
    this(cells, cells.hashCode(), objects, past);
  }

  Map<Key, Cell> cells() {
    return cells;
  }

  Map<String, Value.Bytes> objects() {
    return objects;
  }

  Map<Key, Set<Optional<Cell>>> past() {
    return past;
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || other instanceof TableState state
            && state.hash == hash
            && state.cells.equals(cells)
            && state.objects.equals(objects)
            && state.past.equals(past);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /// A request's answer, and what it made of the table.
  record Step(TableState next, Object answer) {}

  Step apply(Op op, boolean keepPast) {
    MemoryCells memory = new MemoryCells();
    for (Key key : concerned(op)) {
      Cell cell = cells.get(key);
      if (cell != null) {
        memory.put(cell, new Condition.Absent());
      }
    }
    MemoryObjectStore bucket = new MemoryObjectStore();
    objects.forEach((key, body) -> bucket.put(key, body.value()));
    Object answer = op.on(memory, bucket);
    return new Step(op.writes() ? after(op, memory, bucket, keepPast) : this, answer);
  }

  /// The keys that a request reads or changes.
  private Collection<Key> concerned(Op op) {
    return switch (op) {
      case Op.Get get -> List.of(get.key());
      case Op.Put put -> List.of(put.cell().key());
      case Op.Increment increment -> List.of(increment.key());
      case Op.Delete delete -> List.of(delete.key());
      case Op.Transact transact -> transact.changes().stream().map(Change::key).toList();
      case Op.Query query ->
          cells.keySet().stream()
              .filter(key -> key.partition().equals(query.range().partition()))
              .toList();
      case Op.Index _, Op.Scan _ -> cells.keySet();
      case Op.PutObject _, Op.GetObject _, Op.ListObjects _, Op.DeleteObjects _, Op.Mark _ ->
          List.of();
    };
  }

  private TableState after(Op op, MemoryCells memory, MemoryObjectStore bucket, boolean keepPast) {
    return switch (op) {
      case Op.PutObject put -> {
        Map<String, Value.Bytes> next = new HashMap<>(objects);
        next.put(put.key(), put.body());
        yield new TableState(cells, cellsHash, next, past);
      }
      case Op.DeleteObjects _ -> {
        Map<String, Value.Bytes> next = new HashMap<>(objects);
        next.keySet().removeIf(key -> bucket.get(key) == null);
        yield new TableState(cells, cellsHash, next, past);
      }
      default -> changed(concerned(op), memory, keepPast);
    };
  }

  private TableState changed(Collection<Key> keys, MemoryCells memory, boolean keepPast) {
    Map<Key, Cell> next = new HashMap<>(cells);
    Map<Key, Set<Optional<Cell>>> nextPast = keepPast ? new HashMap<>(past) : past;
    int hash = cellsHash;
    boolean changed = false;
    for (Key key : keys) {
      @Nullable Cell before = cells.get(key);
      @Nullable Cell now = memory.get(key, Read.CONSISTENT);
      if (Objects.equals(before, now)) {
        continue;
      }
      changed = true;
      hash += hashOf(key, now) - hashOf(key, before);
      if (now == null) {
        next.remove(key);
      } else {
        next.put(key, now);
      }
      if (keepPast) {
        Set<Optional<Cell>> values = new LinkedHashSet<>(past.getOrDefault(key, Set.of()));
        values.add(Optional.ofNullable(before));
        nextPast.put(key, values);
      }
    }
    return changed ? new TableState(next, hash, objects, nextPast) : this;
  }

  /// What an entry adds to the hash of its map, by the contract of [Map#hashCode].
  private static int hashOf(Key key, @Nullable Cell cell) {
    return cell == null ? 0 : key.hashCode() ^ cell.hashCode();
  }

  /// Every answer that an eventually consistent read may get: each cell may be as it was.
  List<Object> staleAnswers(Op op) {
    List<Object> answers = new ArrayList<>();
    for (Key key : past.keySet()) {
      if (op instanceof Op.Get get && get.read() == Read.EVENTUAL && get.key().equals(key)
          || op instanceof Op.Query query
              && query.range().read() == Read.EVENTUAL
              && query.range().partition().equals(key.partition())) {
        for (Optional<Cell> then : past.getOrDefault(key, Set.of())) {
          answers.add(with(key, then).apply(op, false).answer());
        }
      }
    }
    return answers.stream().distinct().toList();
  }

  private TableState with(Key key, Optional<Cell> then) {
    Map<Key, Cell> other = new HashMap<>(cells);
    if (then.isPresent()) {
      other.put(key, then.get());
    } else {
      other.remove(key);
    }
    return new TableState(other, objects, past);
  }
}
