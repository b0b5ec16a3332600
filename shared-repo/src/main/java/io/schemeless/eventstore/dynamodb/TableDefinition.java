package io.schemeless.eventstore.dynamodb;

import io.schemeless.eventstore.port.Cell;

/// The shape of the table: the one description of it, for everything that creates or checks one.
///
/// Every key attribute is a string (type `S`), and each key is a partition key (`HASH`) and a sort
/// key (`RANGE`).
///
/// @param keys the table's primary key
/// @param index the only global secondary index; sparse, as few items have its key attributes
/// @param expires the attribute by which DynamoDB expires items, in seconds since 1970
public record TableDefinition(Keys keys, Index index, String expires) {
  public static final String KEY_TYPE = "S";

  public static final TableDefinition STORE =
      new TableDefinition(
          new Keys("pk", "sk"),
          new Index("streams", new Keys(Cell.INDEX_PARTITION, Cell.INDEX_SORT), "KEYS_ONLY"),
          Cell.EXPIRES);

  /// @param partition the name of the partition key
  /// @param sort the name of the sort key
  public record Keys(String partition, String sort) {}

  /// @param projection which attributes the index copies, in DynamoDB's words
  public record Index(String name, Keys keys, String projection) {}
}
