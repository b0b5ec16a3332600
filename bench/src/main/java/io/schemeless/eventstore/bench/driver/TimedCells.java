package io.schemeless.eventstore.bench.driver;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Change;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.KeyPage;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sums up the time that a table takes.
final class TimedCells implements Cells {
  private final Cells cells;
  private final LongAdder nanos = new LongAdder();

  TimedCells(Cells cells) {
    this.cells = cells;
  }

  long nanos() {
    return nanos.sum();
  }

  private <T extends @Nullable Object> T timed(Supplier<T> call) {
    long start = System.nanoTime();
    try {
      return call.get();
    } finally {
      nanos.add(System.nanoTime() - start);
    }
  }

  @Override
  public String tableId() {
    return timed(cells::tableId);
  }

  @Override
  public @Nullable Cell get(Key key, Read read) {
    return this.<@Nullable Cell>timed(() -> cells.get(key, read));
  }

  @Override
  public Map<Key, Cell> getAll(Collection<Key> keys, Read read) {
    return timed(() -> cells.getAll(keys, read));
  }

  @Override
  public CellPage query(Range range) {
    return timed(() -> cells.query(range));
  }

  @Override
  public Put put(Cell cell, Condition condition) {
    return timed(() -> cells.put(cell, condition));
  }

  @Override
  public OptionalLong increment(
      Key key, String attribute, Condition.Is guard, @Nullable Note note) {
    return timed(() -> cells.increment(key, attribute, guard, note));
  }

  @Override
  public boolean transact(List<Change> changes) {
    return timed(() -> cells.transact(changes));
  }

  @Override
  public KeyPage index(@Nullable String partition, KeyPage.@Nullable Bookmark after, int limit) {
    return timed(() -> cells.index(partition, after, limit));
  }

  @Override
  public KeyPage scan(Collection<String> prefixes, KeyPage.@Nullable Bookmark after) {
    return timed(() -> cells.scan(prefixes, after));
  }

  @Override
  public void delete(Collection<Key> keys) {
    cells.delete(keys);
  }

  @Override
  public void recreate() {
    cells.recreate();
  }
}
