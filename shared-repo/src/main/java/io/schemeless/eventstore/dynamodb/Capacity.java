package io.schemeless.eventstore.dynamodb;

/// How a table is paid for.
public sealed interface Capacity {

  /// By the request, with no limit set in advance.
  record OnDemand() implements Capacity {}

  /// By the hour.
  ///
  /// @param readUnits a second; for the table and again for its index; at least 1
  /// @param writeUnits a second; for the table and again for its index; at least 1
  record Provisioned(long readUnits, long writeUnits) implements Capacity {
    public Provisioned {
      if (readUnits < 1 || writeUnits < 1) {
        throw new IllegalArgumentException("capacity is at least 1 unit");
      }
    }
  }
}
