package io.schemeless.eventstore.log.item;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import java.util.Map;

/// What small bodies have in common, kept once: the preset dictionary (RFC 1950, section 2.2) with
/// which they are deflated. It is put before any body that names it, never changes, and dies with
/// its incarnation.
///
/// @param number from 1; higher ones were made later
public record Dictionary(int number, byte[] bytes) {
  /// More gains little: bodies of the permit log (421 bytes) come to 108 with 2 KB, 76 with 16 KB.
  public static final int MAX_BYTES = 2_048;

  public Cell cell(Keys keys) {
    return new Cell(
        keys.dictionary(number),
        Map.of(Attributes.BODY, new Value.Bytes(bytes), Attributes.DIGEST, Sha256.of(bytes)));
  }

  /// Inflating with another one gives other bytes and no error, so it is held against its digest.
  ///
  /// @throws CorruptData if the cell is not what the store writes
  public static Dictionary of(Cell cell) {
    return Decoding.of("dictionary", cell, Dictionary::decode);
  }

  private static Dictionary decode(Cell cell) {
    byte[] bytes = cell.bytes(Attributes.BODY);
    if (!Sha256.of(bytes).equals(new Value.Bytes(cell.bytes(Attributes.DIGEST)))) {
      throw new IllegalArgumentException("another digest than it says");
    }
    return new Dictionary(Math.toIntExact(Keys.numberOf(cell.key())), bytes);
  }
}
