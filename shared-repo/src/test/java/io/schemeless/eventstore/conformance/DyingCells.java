package io.schemeless.eventstore.conformance;

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
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A process that dies: after so many calls, none gets through.
public final class DyingCells extends ForwardingCells {
  private final AtomicInteger calls;

  public DyingCells(Cells cells, int calls) {
    super(cells);
    this.calls = new AtomicInteger(calls);
  }

  /// Nothing of the process runs on after it.
  public static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  private void live() {
    if (calls.getAndDecrement() <= 0) {
      throw new Death();
    }
  }

  @Override
  public @Nullable Cell get(Key key, Read read) {
    live();
    return super.get(key, read);
  }

  @Override
  public Map<Key, Cell> getAll(Collection<Key> keys, Read read) {
    live();
    return super.getAll(keys, read);
  }

  @Override
  public CellPage query(Range range) {
    live();
    return super.query(range);
  }

  @Override
  public Put put(Cell cell, Condition condition) {
    live();
    return super.put(cell, condition);
  }

  @Override
  public OptionalLong increment(
      Key key, String attribute, Condition.Is guard, @Nullable Note note) {
    live();
    return super.increment(key, attribute, guard, note);
  }

  @Override
  public boolean transact(List<Change> changes) {
    live();
    return super.transact(changes);
  }

  @Override
  public KeyPage scan(Collection<String> prefixes, KeyPage.@Nullable Bookmark after) {
    live();
    return super.scan(prefixes, after);
  }

  @Override
  public void delete(Collection<Key> keys) {
    live();
    super.delete(keys);
  }
}
