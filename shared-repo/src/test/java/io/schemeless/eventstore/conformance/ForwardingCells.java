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
import org.jspecify.annotations.Nullable;

/// Hands every call on; a test overrides what it wants to go wrong.
public class ForwardingCells implements Cells {
  protected final Cells cells;

  public ForwardingCells(Cells cells) {
    this.cells = cells;
  }

  @Override
  public String tableId() {
    return cells.tableId();
  }

  @Override
  public @Nullable Cell get(Key key, Read read) {
    return cells.get(key, read);
  }

  @Override
  public Map<Key, Cell> getAll(Collection<Key> keys, Read read) {
    return cells.getAll(keys, read);
  }

  @Override
  public CellPage query(Range range) {
    return cells.query(range);
  }

  @Override
  public Put put(Cell cell, Condition condition) {
    return cells.put(cell, condition);
  }

  @Override
  public OptionalLong increment(
      Key key, String attribute, Condition.Is guard, @Nullable Note note) {
    return cells.increment(key, attribute, guard, note);
  }

  @Override
  public boolean transact(List<Change> changes) {
    return cells.transact(changes);
  }

  @Override
  public KeyPage index(@Nullable String partition, KeyPage.@Nullable Bookmark after, int limit) {
    return cells.index(partition, after, limit);
  }

  @Override
  public KeyPage scan(Collection<String> prefixes, KeyPage.@Nullable Bookmark after) {
    return cells.scan(prefixes, after);
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
