package io.schemeless.eventstore.log.item;

import static io.schemeless.eventstore.log.item.Attributes.EPOCH;
import static io.schemeless.eventstore.log.item.Attributes.POSITION;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import java.util.Map;

/// That every position up to one is decided. It is true for ever once it is, in its epoch: a
/// restored table may lack slots that it tells of.
///
/// @param position the highest of them
public record Closed(long epoch, long position) {

  public Cell cell(Keys keys) {
    return new Cell(
        keys.closed(),
        Map.of(EPOCH, new Value.Number(epoch), POSITION, new Value.Number(position)));
  }

  /// @throws CorruptData if the cell is not what the store writes
  public static Closed of(Cell cell) {
    return Decoding.of("closed", cell, c -> new Closed(c.number(EPOCH), c.number(POSITION)));
  }
}
