package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Change;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.KeyPage;
import io.schemeless.eventstore.port.ObjectStore;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.Value;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request to a port: the smallest step that the table or the bucket makes at once. Equal
/// requests are equal objects, and so are their answers.
sealed interface Op {

  /// Makes the request, and returns an answer that is never null.
  Object on(Cells cells, ObjectStore objects);

  default boolean writes() {
    return false;
  }

  record Get(Key key, Read read) implements Op {
    @Override
    public Object on(Cells cells, ObjectStore objects) {
      return Optional.ofNullable(cells.get(key, read));
    }
  }

  /// Cut short it brings one cell, and does not know whether it was the last: the hardest case, in
  /// which anything may happen between two cells.
  record Query(Range range, boolean cutShort) implements Op {
    @Override
    public Object on(Cells cells, ObjectStore objects) {
      if (!cutShort) {
        return cells.query(range);
      }
      Range one =
          new Range(range.partition(), range.from(), range.to(), range.backward(), 1, range.read());
      List<Cell> found = cells.query(one).cells();
      return new CellPage(found, !found.isEmpty());
    }

    /// The same request, answered as a whole.
    Query whole() {
      return new Query(range, false);
    }

    static CellPage answer(Object answer) {
      return (CellPage) answer;
    }
  }

  record Put(Cell cell, Condition condition) implements Op {
    @Override
    public Object on(Cells cells, ObjectStore objects) {
      return cells.put(cell, condition);
    }

    @Override
    public boolean writes() {
      return true;
    }
  }

  record Increment(Key key, String attribute, Condition.Is guard, Cells.@Nullable Note note)
      implements Op {
    @Override
    public Object on(Cells cells, ObjectStore objects) {
      return cells.increment(key, attribute, guard, note);
    }

    @Override
    public boolean writes() {
      return true;
    }
  }

  record Transact(List<Change> changes) implements Op {
    @Override
    public Object on(Cells cells, ObjectStore objects) {
      return cells.transact(changes);
    }

    @Override
    public boolean writes() {
      return true;
    }
  }

  record Delete(Key key) implements Op {
    @Override
    public Object on(Cells cells, ObjectStore objects) {
      cells.delete(List.of(key));
      return true;
    }

    @Override
    public boolean writes() {
      return true;
    }
  }

  record Index(@Nullable String partition, KeyPage.@Nullable Bookmark after, int limit)
      implements Op {
    @Override
    public Object on(Cells cells, ObjectStore objects) {
      return cells.index(partition, after, limit);
    }
  }

  record Scan(Collection<String> prefixes, KeyPage.@Nullable Bookmark after) implements Op {
    @Override
    public Object on(Cells cells, ObjectStore objects) {
      return cells.scan(prefixes, after);
    }
  }

  record PutObject(String key, Value.Bytes body) implements Op {
    @Override
    public Object on(Cells cells, ObjectStore objects) {
      objects.put(key, body.value());
      return true;
    }

    @Override
    public boolean writes() {
      return true;
    }
  }

  record GetObject(String key) implements Op {
    @Override
    public Object on(Cells cells, ObjectStore objects) {
      return Optional.ofNullable(objects.get(key)).map(Value.Bytes::new);
    }
  }

  record ListObjects(String prefix, @Nullable String after) implements Op {
    @Override
    public Object on(Cells cells, ObjectStore objects) {
      return new Listed(objects.list(prefix, after));
    }

    private record Listed(List<ObjectStore.Entry> entries) {}

    static List<ObjectStore.Entry> answer(Object answer) {
      return ((Listed) answer).entries();
    }
  }

  record DeleteObjects(String prefix) implements Op {
    @Override
    public Object on(Cells cells, ObjectStore objects) {
      return objects.deleteSome(prefix);
    }

    @Override
    public boolean writes() {
      return true;
    }
  }

  /// No request: notes what is true at the moment of the next request (or of the last).
  record Mark(boolean before) implements Op {
    @Override
    public Object on(Cells cells, ObjectStore objects) {
      throw new IllegalStateException("a mark is no request");
    }
  }
}
