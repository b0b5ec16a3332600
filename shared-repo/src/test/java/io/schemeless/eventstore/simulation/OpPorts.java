package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Change;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.KeyPage;
import io.schemeless.eventstore.port.ObjectStore;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.Value;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The two ports of one process, each call turned into requests. Batches are taken apart: nothing
/// makes them happen at once.
final class OpPorts implements Cells, ObjectStore {
  static final String TABLE_ID = "table";

  private final Requests requests;
  private final Comparator<Key> order;
  private final boolean whole;

  /// Answers a request, or throws what the port may throw.
  interface Requests {
    Object send(Op request);
  }

  OpPorts(Requests requests) {
    this(requests, false, false);
  }

  /// @param lastFirst takes batches apart from their ends
  /// @param whole answers a query in one piece, not cell by cell
  OpPorts(Requests requests, boolean lastFirst, boolean whole) {
    this.requests = requests;
    this.whole = whole;
    this.order = lastFirst ? TableState.BY_NAME.reversed() : TableState.BY_NAME;
  }

  @Override
  public String tableId() {
    return TABLE_ID;
  }

  @Override
  public @Nullable Cell get(Key key, Read read) {
    return (Cell) ((Optional<?>) requests.send(new Op.Get(key, read))).orElse(null);
  }

  @Override
  public Map<Key, Cell> getAll(Collection<Key> keys, Read read) {
    Map<Key, Cell> found = new LinkedHashMap<>();
    for (Key key : keys.stream().sorted(order).toList()) {
      Cell cell = get(key, read);
      if (cell != null) {
        found.put(key, cell);
      }
    }
    return found;
  }

  @Override
  public CellPage query(Range range) {
    return Op.Query.answer(requests.send(new Op.Query(range, !whole)));
  }

  @Override
  public Put put(Cell cell, Condition condition) {
    return (Put) requests.send(new Op.Put(cell, condition));
  }

  @Override
  public OptionalLong increment(
      Key key, String attribute, Condition.Is guard, @Nullable Note note) {
    return (OptionalLong) requests.send(new Op.Increment(key, attribute, guard, note));
  }

  @Override
  public boolean transact(List<Change> changes) {
    return (Boolean) requests.send(new Op.Transact(List.copyOf(changes)));
  }

  @Override
  public KeyPage index(@Nullable String partition, KeyPage.@Nullable Bookmark after, int limit) {
    return (KeyPage) requests.send(new Op.Index(partition, after, limit));
  }

  @Override
  public KeyPage scan(Collection<String> prefixes, KeyPage.@Nullable Bookmark after) {
    return (KeyPage) requests.send(new Op.Scan(List.copyOf(prefixes), after));
  }

  @Override
  public void delete(Collection<Key> keys) {
    keys.forEach(key -> requests.send(new Op.Delete(key)));
  }

  @Override
  public void recreate() {
    throw new IllegalStateException("no scenario recreates the table");
  }

  @Override
  public void put(String key, byte[] body) {
    requests.send(new Op.PutObject(key, new Value.Bytes(body)));
  }

  @Override
  public byte @Nullable [] get(String key) {
    Optional<?> found = (Optional<?>) requests.send(new Op.GetObject(key));
    return found.isEmpty() ? null : ((Value.Bytes) found.get()).value().clone();
  }

  @Override
  public int deleteSome(String prefix) {
    return (Integer) requests.send(new Op.DeleteObjects(prefix));
  }

  @Override
  public List<Entry> list(String prefix, @Nullable String after) {
    return Op.ListObjects.answer(requests.send(new Op.ListObjects(prefix, after)));
  }
}
