package io.schemeless.eventstore.log.item;

import static io.schemeless.eventstore.log.item.Attributes.COMMIT_ID;
import static io.schemeless.eventstore.log.item.Attributes.CONDITIONAL;
import static io.schemeless.eventstore.log.item.Attributes.COUNT;
import static io.schemeless.eventstore.log.item.Attributes.INDEXES;
import static io.schemeless.eventstore.log.item.Attributes.ITEMS;
import static io.schemeless.eventstore.log.item.Attributes.POSITION;
import static io.schemeless.eventstore.log.item.Attributes.PREVIOUS;
import static io.schemeless.eventstore.log.item.Attributes.RECORDED;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.KeyPage.Bookmark;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.Names;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StreamId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All events of one append for one stream.
///
/// @param first the sequence of its first event
/// @param position the slot that decides over it
/// @param previous the position of the stream's commit before it, 0 for none
/// @param items how many items the append has, or 0 where this is its only commit and nothing else
///   decides: then its slot can be made from it alone, and whoever meets it may finish the append
/// @param conditional whether the append has a condition, over which its writer alone decides
public record Commit(
    StreamId stream,
    long first,
    CommitId id,
    long position,
    long previous,
    Indexes indexes,
    int items,
    boolean conditional,
    long recorded,
    Body body) {

  public int count() {
    return indexes.count();
  }

  public long last() {
    return first + count() - 1;
  }

  public boolean lone() {
    return items == 0 && !conditional;
  }

  public CommitRef ref() {
    return new CommitRef(stream, first, indexes);
  }

  public Commit with(Body newBody) {
    return new Commit(
        stream, first, id, position, previous, indexes, items, conditional, recorded, newBody);
  }

  public Commit ofItems(int newItems) {
    return new Commit(
        stream, first, id, position, previous, indexes, newItems, conditional, recorded, body);
  }

  /// The cell, in the incarnation of `keys`. A stream's first commit is also in the index.
  public Cell cell(Keys keys) {
    Map<String, Value> attributes = new HashMap<>();
    attributes.put(COMMIT_ID, id.value());
    attributes.put(POSITION, new Value.Number(position));
    attributes.put(PREVIOUS, new Value.Number(previous));
    attributes.put(COUNT, new Value.Number(count()));
    if (!indexes.isWhole()) {
      attributes.put(INDEXES, new Value.Text(indexes.text()));
    }
    if (items > 0) {
      attributes.put(ITEMS, new Value.Number(items));
    }
    if (conditional) {
      attributes.put(CONDITIONAL, new Value.Number(1));
    }
    attributes.put(RECORDED, new Value.Number(recorded));
    body.put(attributes);
    if (first == 1) {
      attributes.put(Cell.INDEX_PARTITION, new Value.Text(keys.indexPartition(stream.domain())));
      attributes.put(Cell.INDEX_SORT, new Value.Text(Keys.indexSort(stream)));
    }
    return new Cell(keys.commit(stream, first), attributes);
  }

  /// Where the index has the commit at a key, or none if it has no such commit.
  public static @Nullable Bookmark indexed(Key key) {
    String incarnation = Keys.incarnationOf(key);
    if (incarnation == null
        || KeyKind.of(key) != KeyKind.COMMIT
        || Keys.numberOf(key) != 1
        || !Names.areSound(Keys.streamOf(key))) {
      return null;
    }
    StreamId stream = Keys.streamOf(key);
    String partition = new Keys(incarnation).indexPartition(stream.domain());
    return new Bookmark(key, partition, Keys.indexSort(stream));
  }

  /// @throws CorruptData if the cell is not what the store writes
  public static Commit of(Cell cell) {
    return Decoding.of("commit", cell, Commit::decode);
  }

  private static Commit decode(Cell cell) {
    return new Commit(
        Keys.streamOf(cell.key()),
        Keys.numberOf(cell.key()),
        CommitId.of(cell),
        cell.number(POSITION),
        cell.number(PREVIOUS),
        cell.has(INDEXES)
            ? Indexes.parse(cell.text(INDEXES))
            : Indexes.firsts(Math.toIntExact(cell.number(COUNT))),
        cell.has(ITEMS) ? Math.toIntExact(cell.number(ITEMS)) : 0,
        cell.has(CONDITIONAL),
        cell.number(RECORDED),
        Body.of(cell));
  }
}
