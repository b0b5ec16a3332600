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

/// Has something happen before each call: time pass, or a process die.
public class InterceptedCells extends ForwardingCells {
  private final Runnable before;

  public InterceptedCells(Cells cells, Runnable before) {
    super(cells);
    this.before = before;
  }

  @Override
  public @Nullable Cell get(Key key, Read read) {
    before.run();
    return super.get(key, read);
  }

  @Override
  public Map<Key, Cell> getAll(Collection<Key> keys, Read read) {
    before.run();
    return super.getAll(keys, read);
  }

  @Override
  public CellPage query(Range range) {
    before.run();
    return super.query(range);
  }

  @Override
  public Put put(Cell cell, Condition condition) {
    before.run();
    return super.put(cell, condition);
  }

  @Override
  public OptionalLong increment(
      Key key, String attribute, Condition.Is guard, @Nullable Note note) {
    before.run();
    return super.increment(key, attribute, guard, note);
  }

  @Override
  public boolean transact(List<Change> changes) {
    before.run();
    return super.transact(changes);
  }

  @Override
  public KeyPage scan(Collection<String> prefixes, KeyPage.@Nullable Bookmark after) {
    before.run();
    return super.scan(prefixes, after);
  }

  @Override
  public void delete(Collection<Key> keys) {
    before.run();
    super.delete(keys);
  }
}
