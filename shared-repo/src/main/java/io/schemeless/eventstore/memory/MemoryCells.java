package io.schemeless.eventstore.memory;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Change;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.KeyPage;
import io.schemeless.eventstore.port.KeyPage.Bookmark;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A table in memory: every read is consistent, every write happens once.
public final class MemoryCells implements Cells {
  private static final int SCAN_PAGE = 500;
  private static final Comparator<String> BY_BYTES =
      (a, b) -> {
        int at = differAt(a, b);
        return at == Math.min(a.length(), b.length())
            ? Integer.compare(a.length(), b.length())
            : Integer.compare(rank(a.charAt(at)), rank(b.charAt(at)));
      };
  private static final Comparator<Key> BY_KEY =
      Comparator.comparing(Key::partition, BY_BYTES).thenComparing(Key::sort, BY_BYTES);
  private static final Comparator<Bookmark> BY_INDEX =
      Comparator.comparing(Bookmark::indexPartition, BY_BYTES)
          .thenComparing(Bookmark::indexSort, BY_BYTES)
          .thenComparing(Bookmark::key, BY_KEY);

  private static int differAt(String a, String b) {
    int end = Math.min(a.length(), b.length());
    int at = 0;
    while (at < end && a.charAt(at) == b.charAt(at)) {
      at++;
    }
    return at;
  }

  /// UTF-8 sorts as code points do: what takes two chars comes behind all that take one.
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + Character.MAX_VALUE : c;
  }

  private final TreeMap<Key, Cell> table = new TreeMap<>(BY_KEY);
  private String tableId = UUID.randomUUID().toString();

  @Override
  public synchronized String tableId() {
    return tableId;
  }

  @Override
  public synchronized @Nullable Cell get(Key key, Read read) {
    return table.get(key);
  }

  @Override
  public synchronized Map<Key, Cell> getAll(Collection<Key> keys, Read read) {
    Map<Key, Cell> found = new HashMap<>();
    for (Key key : keys) {
      Cell cell = table.get(key);
      if (cell != null) {
        found.put(key, cell);
      }
    }
    return found;
  }

  @Override
  public synchronized CellPage query(Range range) {
    NavigableMap<Key, Cell> run =
        table.subMap(
            new Key(range.partition(), range.from()),
            true,
            new Key(range.partition(), range.to()),
            true);
    // One more tells whether there are more. A stream would count the run, which takes its whole
    // length.
    List<Cell> cells = new ArrayList<>();
    for (Cell cell : (range.backward() ? run.descendingMap() : run).values()) {
      cells.add(cell);
      if (cells.size() > range.limit()) {
        break;
      }
    }
    return cells.size() <= range.limit()
        ? new CellPage(cells, false)
        : new CellPage(cells.subList(0, range.limit()), true);
  }

  @Override
  public synchronized Put put(Cell cell, Condition condition) {
    Cell existing = table.get(cell.key());
    if (!holds(condition, existing)) {
      return new Put.Refused(existing);
    }
    table.put(cell.key(), cell);
    return new Put.Written();
  }

  private static boolean holds(Condition condition, @Nullable Cell existing) {
    return switch (condition) {
      case Condition.Absent _ -> existing == null;
      case Condition.AbsentOr(var attribute, var value) ->
          existing == null || value.equals(existing.get(attribute));
      case Condition.Is(var attribute, var value) ->
          existing != null && value.equals(existing.get(attribute));
    };
  }

  @Override
  public synchronized OptionalLong increment(
      Key key, String attribute, Condition.Is guard, @Nullable Note note) {
    Cell existing = table.get(key);
    if (existing == null || !holds(guard, existing)) {
      return OptionalLong.empty();
    }
    long value = existing.number(attribute) + 1;
    Map<String, Value> attributes = new HashMap<>(existing.attributes());
    attributes.put(attribute, new Value.Number(value));
    if (note != null) {
      attributes.put(note.attribute(), new Value.Number(note.value()));
    }
    table.put(key, new Cell(key, attributes));
    return OptionalLong.of(value);
  }

  @Override
  public synchronized boolean transact(List<Change> changes) {
    for (Change change : changes) {
      @Nullable Condition condition =
          switch (change) {
            case Change.Write(_, var ofWrite) -> ofWrite;
            case Change.Remove(_, var ofRemove) -> ofRemove;
          };
      if (condition != null && !holds(condition, table.get(change.key()))) {
        return false;
      }
    }
    for (Change change : changes) {
      switch (change) {
        case Change.Write(var cell, _) -> table.put(cell.key(), cell);
        case Change.Remove(var key, _) -> table.remove(key);
      }
    }
    return true;
  }

  @Override
  public synchronized KeyPage index(
      @Nullable String partition, @Nullable Bookmark after, int limit) {
    List<Bookmark> rows =
        table.values().stream()
            .filter(cell -> cell.has(Cell.INDEX_PARTITION))
            .map(
                cell ->
                    new Bookmark(
                        cell.key(), cell.text(Cell.INDEX_PARTITION), cell.text(Cell.INDEX_SORT)))
            .filter(row -> partition == null || row.indexPartition().equals(partition))
            .filter(row -> after == null || BY_INDEX.compare(row, after) > 0)
            .sorted(BY_INDEX)
            .limit(limit + 1L)
            .toList();
    return page(rows, limit);
  }

  @Override
  public synchronized KeyPage scan(Collection<String> prefixes, @Nullable Bookmark after) {
    List<Bookmark> rows = new ArrayList<>();
    for (Key key : after == null ? table.keySet() : table.tailMap(after.key(), false).keySet()) {
      if (prefixes.stream().anyMatch(key.partition()::startsWith)) {
        rows.add(new Bookmark(key, "", ""));
      }
      if (rows.size() > SCAN_PAGE) {
        break;
      }
    }
    return page(rows, SCAN_PAGE);
  }

  private static KeyPage page(List<Bookmark> rows, int limit) {
    boolean more = rows.size() > limit;
    List<Bookmark> shown = more ? rows.subList(0, limit) : rows;
    return new KeyPage(shown.stream().map(Bookmark::key).toList(), more ? shown.getLast() : null);
  }

  @Override
  public synchronized void delete(Collection<Key> keys) {
    keys.forEach(table::remove);
  }

  @Override
  public synchronized void recreate() {
    table.clear();
    tableId = UUID.randomUUID().toString();
  }
}
