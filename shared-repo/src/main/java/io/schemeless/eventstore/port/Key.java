package io.schemeless.eventstore.port;

/// A cell's primary key.
///
/// @param partition at most 2,048 bytes of UTF-8
/// @param sort at most 1,024 bytes of UTF-8; compared by its bytes
public record Key(String partition, String sort) {}
