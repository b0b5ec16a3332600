package io.schemeless.eventstore.client;

/// Which store answers.
///
/// @param incarnation changes with each reset
/// @param epoch changes with each repair after a restore
/// @param format the version of what is stored
public record StoreHealth(String incarnation, long epoch, int format) {}
