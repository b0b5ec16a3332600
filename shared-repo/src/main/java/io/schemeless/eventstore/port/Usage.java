package io.schemeless.eventstore.port;

/// What was asked of a table.
///
/// @param requests calls of the service; repeats by the client are not seen
/// @param readUnits 4 KB read consistently, or 8 KB eventually
/// @param writeUnits 1 KB written, to the table or its index
public record Usage(long requests, double readUnits, long writeUnits) {
  public static final Usage NONE = new Usage(0, 0, 0);

  public Usage minus(Usage earlier) {
    return new Usage(
        requests - earlier.requests,
        readUnits - earlier.readUnits,
        writeUnits - earlier.writeUnits);
  }
}
