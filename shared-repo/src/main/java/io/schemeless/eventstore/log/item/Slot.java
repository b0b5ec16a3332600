package io.schemeless.eventstore.log.item;

import static io.schemeless.eventstore.log.item.Attributes.AT;
import static io.schemeless.eventstore.log.item.Attributes.COMMIT_ID;
import static io.schemeless.eventstore.log.item.Attributes.RECORDED;
import static io.schemeless.eventstore.log.item.Attributes.REFS;
import static io.schemeless.eventstore.log.item.Attributes.SLOT;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A place in the log. It is written once and never changes; that write is the commit.
public sealed interface Slot {

  /// When it was put, in milliseconds since 1970.
  long at();

  Cell cell(Key key);

  /// The append of this commit id is in the store.
  ///
  /// @param refs where the append's commits lie, one a stream
  /// @param copy the events of the whole append, in its order, where they are small enough
  record Committed(
      CommitId commitId, long at, long recorded, List<CommitRef> refs, @Nullable Packed copy)
      implements Slot {
    public Committed {
      refs = List.copyOf(refs);
    }

    public int events() {
      int events = 0;
      for (CommitRef ref : refs) {
        events += ref.count();
      }
      return events;
    }

    public Committed with(@Nullable Packed newCopy) {
      return new Committed(commitId, at, recorded, refs, newCopy);
    }

    @Override
    public Cell cell(Key key) {
      return new Cell(key, Map.of(SLOT, new Value.Bytes(SlotBytes.write(this))));
    }

    /// How many bytes longer the slot is with a copy.
    public static int sizeOf(Packed added) {
      return SlotBytes.sizeOf(added);
    }
  }

  /// Nothing was appended here, and nothing ever will be.
  record Void(long at) implements Slot {
    @Override
    public Cell cell(Key key) {
      return new Cell(key, Map.of(AT, new Value.Number(at)));
    }
  }

  /// @throws CorruptData if the cell is not what the store writes
  static Slot of(Cell cell) {
    return Decoding.of("slot", cell, Slot::decode);
  }

  private static Slot decode(Cell cell) {
    Slot slot = cell.has(SLOT) ? SlotBytes.read(cell.bytes(SLOT)) : decodeAttributes(cell);
    if (slot instanceof Committed committed && committed.refs.isEmpty()) {
      throw new IllegalArgumentException("an append without a commit");
    }
    return slot;
  }

  /// One that holds nothing, or one of a format before 4.
  private static Slot decodeAttributes(Cell cell) {
    if (!cell.has(COMMIT_ID) && !cell.has(REFS)) {
      return new Void(cell.number(AT));
    }
    return new Committed(
        CommitId.ofSlot(cell.bytes(COMMIT_ID)),
        cell.number(AT),
        cell.number(RECORDED),
        refs(cell.texts(REFS)),
        Packed.of(cell));
  }

  private static List<CommitRef> refs(List<String> texts) {
    if (texts.size() == 1) {
      return List.of(CommitRef.parse(texts.getFirst()));
    }
    return texts.stream().map(CommitRef::parse).toList();
  }
}
