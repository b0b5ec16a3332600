package io.schemeless.eventstore.port;

/// A run of one partition's cells.
///
/// @param from the lowest sort key, inclusive
/// @param to the highest sort key, inclusive
/// @param backward from the highest down
/// @param limit at most this many cells
public record Range(
    String partition, String from, String to, boolean backward, int limit, Read read) {}
