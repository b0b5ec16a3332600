package io.schemeless.eventstore.port;

import io.schemeless.eventstore.json.Utf8;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Counts what a table's calls cost by DynamoDB's published rules, whatever table it is.
///
/// The rules ("read and write operations", "global secondary indexes" in the developer guide) are
/// applied to what the port shows. Not seen, and so not counted: the size of a cell that a put
/// writes over or a delete removes (taken as no larger than the new one, and as one unit), index
/// entries that a write takes away, and what a scan reads past: a scan's page that is not the last
/// counts as 1 MB. A call that fails counts as a request only.
public final class MeteredCells implements Cells {
  private static final int GETS_PER_REQUEST = 100;
  private static final int DELETES_PER_REQUEST = 25;
  private static final int SCAN_PAGE = 1024 * 1024;
  private static final int TRANSACTION = 2;

  private final Cells cells;
  private final Meter meter;

  public MeteredCells(Cells cells, Meter meter) {
    this.cells = cells;
    this.meter = meter;
  }

  @Override
  public String tableId() {
    meter.requests(1);
    return cells.tableId();
  }

  /// A missing cell costs as much as a small one.
  @Override
  public @Nullable Cell get(Key key, Read read) {
    meter.requests(1);
    Cell cell = cells.get(key, read);
    meter.read(cell == null ? 0 : ItemSize.of(cell), read);
    return cell;
  }

  /// Each cell is rounded up by itself.
  @Override
  public Map<Key, Cell> getAll(Collection<Key> keys, Read read) {
    Set<Key> distinct = new LinkedHashSet<>(keys);
    meter.requests(Math.ceilDiv(distinct.size(), GETS_PER_REQUEST));
    Map<Key, Cell> found = cells.getAll(distinct, read);
    for (Key key : distinct) {
      Cell cell = found.get(key);
      meter.read(cell == null ? 0 : ItemSize.of(cell), read);
    }
    return found;
  }

  /// The cells are rounded up together.
  @Override
  public CellPage query(Range range) {
    meter.requests(1);
    CellPage slice = cells.query(range);
    int partition = Utf8.length(range.partition());
    long size = 0;
    for (Cell cell : slice.cells()) {
      size += ItemSize.of(cell, partition);
    }
    meter.read(size, range.read());
    return slice;
  }

  /// A refused put is charged by the cell that is there.
  @Override
  public Put put(Cell cell, Condition condition) {
    meter.requests(1);
    Put put = cells.put(cell, condition);
    switch (put) {
      case Put.Written() -> meter.write(tableUnits(cell) + indexUnits(cell));
      case Put.Refused(Cell existing) -> meter.write(existing == null ? 1 : tableUnits(existing));
    }
    return put;
  }

  /// The cell is taken as one of up to 1 KB.
  @Override
  public OptionalLong increment(
      Key key, String attribute, Condition.Is guard, @Nullable Note note) {
    meter.requests(1);
    OptionalLong next = cells.increment(key, attribute, guard, note);
    meter.write(1);
    return next;
  }

  /// Costs twice as much as its changes alone, whether it is made or refused; the index is written
  /// later, at the usual price, if it is made.
  @Override
  public boolean transact(List<Change> changes) {
    meter.requests(1);
    boolean done = cells.transact(changes);
    for (Change change : changes) {
      switch (change) {
        case Change.Write(Cell cell, _) ->
            meter.write(TRANSACTION * tableUnits(cell) + (done ? indexUnits(cell) : 0));
        case Change.Remove _ -> meter.write(TRANSACTION);
      }
    }
    return done;
  }

  /// An entry's size is taken as twice its key's: the index's own keys tell the same.
  @Override
  public KeyPage index(@Nullable String partition, KeyPage.@Nullable Bookmark after, int limit) {
    meter.requests(1);
    KeyPage page = cells.index(partition, after, limit);
    meter.read(2 * keyBytes(page), Read.EVENTUAL);
    return page;
  }

  @Override
  public KeyPage scan(Collection<String> prefixes, KeyPage.@Nullable Bookmark after) {
    meter.requests(1);
    KeyPage page = cells.scan(prefixes, after);
    meter.read(page.next() == null ? keyBytes(page) : SCAN_PAGE, Read.EVENTUAL);
    return page;
  }

  @Override
  public void delete(Collection<Key> keys) {
    Set<Key> distinct = new LinkedHashSet<>(keys);
    meter.requests(Math.ceilDiv(distinct.size(), DELETES_PER_REQUEST));
    cells.delete(distinct);
    meter.write(distinct.size());
  }

  /// Costs no units.
  @Override
  public void recreate() {
    cells.recreate();
  }

  private static long tableUnits(Cell cell) {
    return ItemSize.writeUnits(ItemSize.of(cell));
  }

  /// A cell with both index keys has an entry in the index, which holds its keys and nothing else.
  private static long indexUnits(Cell cell) {
    Value partition = cell.get(Cell.INDEX_PARTITION);
    Value sort = cell.get(Cell.INDEX_SORT);
    if (partition == null || sort == null) {
      return 0;
    }
    int entry =
        ItemSize.of(cell.key())
            + Cell.INDEX_PARTITION.length()
            + ItemSize.of(partition)
            + Cell.INDEX_SORT.length()
            + ItemSize.of(sort);
    return ItemSize.writeUnits(entry);
  }

  private static long keyBytes(KeyPage page) {
    return page.keys().stream().mapToLong(ItemSize::of).sum();
  }
}
