package io.schemeless.eventstore.store;

/// How far the clearing away after a reset has come. The store is empty for every caller from the
/// moment of the reset; the purge only gives back the room.
///
/// @param items items deleted from the table by this call
/// @param objects objects deleted from the bucket by this call
/// @param complete true if nothing of an earlier incarnation was left when it ended
public record PurgeState(long items, long objects, boolean complete) {}
