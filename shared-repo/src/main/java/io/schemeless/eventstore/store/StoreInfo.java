package io.schemeless.eventstore.store;

/// Which store this is.
///
/// @param incarnation changes with each reset
/// @param epoch changes with each repair after a restore
/// @param format the storage format's version
public record StoreInfo(String incarnation, long epoch, int format) {}
