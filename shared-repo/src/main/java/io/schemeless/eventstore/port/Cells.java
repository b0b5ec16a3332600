package io.schemeless.eventstore.port;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A table of cells, with the guarantees of DynamoDB and no more: single cells change atomically; a
/// write whose call failed may still have happened, or happen later.
///
/// Every call throws [StoreException.Throttled] or [StoreException.Unavailable] if the table did
/// not answer, and [StoreException.Misconfigured] if it is missing or may not be used.
public interface Cells {

  /// Names this very table: a table restored from a backup, or dropped and created again, has
  /// another.
  String tableId();

  @Nullable Cell get(Key key, Read read);

  /// The cells that exist among any number of keys.
  Map<Key, Cell> getAll(Collection<Key> keys, Read read);

  CellPage query(Range range);

  Put put(Cell cell, Condition condition);

  /// Adds 1 to a number and returns the new value, or nothing where the cell is missing or `guard`
  /// does not hold there.
  ///
  /// @param note a further number to set in the same step, or none
  OptionalLong increment(Key key, String attribute, Condition.Is guard, @Nullable Note note);

  /// A number set beside an increment.
  record Note(String attribute, long value) {}

  /// Makes all changes or none; false if a condition failed.
  boolean transact(List<Change> changes);

  /// Keys of indexed cells: of one index partition by their sort keys, or of the whole index in no
  /// particular order. Eventually consistent.
  KeyPage index(@Nullable String partition, KeyPage.@Nullable Bookmark after, int limit);

  /// Keys of all cells whose partition starts with one of the prefixes; `""` starts every one.
  /// Eventually consistent.
  KeyPage scan(Collection<String> prefixes, KeyPage.@Nullable Bookmark after);

  /// Takes away whatever is there, also where it has changed since the caller looked.
  void delete(Collection<Key> keys);

  /// Drops the table and creates it again, empty, and waits until it can be used.
  void recreate();
}
