package io.schemeless.eventstore.functions.hostile.harness;

import io.schemeless.eventstore.conformance.ForwardingCells;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Change;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.ObjectStore;
import io.schemeless.eventstore.port.Put;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Counts what really changes a store's table and bucket.
final class WriteCounter {
  private long count;

  long count() {
    return count;
  }

  Cells counted(Cells cells) {
    return new CountedCells(cells);
  }

  ObjectStore counted(ObjectStore objects) {
    return new CountedObjects(objects);
  }

  private final class CountedCells extends ForwardingCells {
    CountedCells(Cells cells) {
      super(cells);
    }

    @Override
    public Put put(Cell cell, Condition condition) {
      Put put = super.put(cell, condition);
      count += put instanceof Put.Written ? 1 : 0;
      return put;
    }

    @Override
    public OptionalLong increment(
        Key key, String attribute, Condition.Is guard, @Nullable Note note) {
      OptionalLong value = super.increment(key, attribute, guard, note);
      count += value.isPresent() ? 1 : 0;
      return value;
    }

    @Override
    public boolean transact(List<Change> changes) {
      boolean made = super.transact(changes);
      count += made ? changes.size() : 0;
      return made;
    }

    @Override
    public void delete(Collection<Key> keys) {
      count += keys.size();
      super.delete(keys);
    }

    @Override
    public void recreate() {
      count++;
      super.recreate();
    }
  }

  private final class CountedObjects implements ObjectStore {
    private final ObjectStore objects;

    CountedObjects(ObjectStore objects) {
      this.objects = objects;
    }

    @Override
    public void put(String key, byte[] body) {
      count++;
      objects.put(key, body);
    }

    @Override
    public byte @Nullable [] get(String key) {
      return objects.get(key);
    }

    @Override
    public int deleteSome(String prefix) {
      int deleted = objects.deleteSome(prefix);
      count += deleted;
      return deleted;
    }

    @Override
    public List<Entry> list(String prefix, @Nullable String after) {
      return objects.list(prefix, after);
    }
  }
}
