package io.schemeless.eventstore.client;

import java.time.Instant;

/// A stream in the list of streams.
///
/// @param position where its first event lies
/// @param recorded when that was
public record StreamEntry(StreamName stream, long position, Instant recorded) {}
