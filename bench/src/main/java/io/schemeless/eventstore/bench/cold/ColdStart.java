package io.schemeless.eventstore.bench.cold;

/// One start, in milliseconds.
///
/// @param total from the start of the process to the answer that the append is made
/// @param init of it, until the function asks for its first event; 0 where there is no such moment
public record ColdStart(double total, double init) {}
