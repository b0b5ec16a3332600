package io.schemeless.eventstore.log.item;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import java.util.function.Function;

/// Turns what goes wrong while an item is decoded into an answer.
public final class Decoding {
  private Decoding() {}

  /// @throws CorruptData if the cell is not what the store writes
  public static <T> T of(String kind, Cell cell, Function<Cell, T> decoder) {
    try {
      return decoder.apply(cell);
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      throw new CorruptData("a " + kind + " item is not what the store writes");
    }
  }
}
