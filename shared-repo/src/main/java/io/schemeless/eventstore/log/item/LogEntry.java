package io.schemeless.eventstore.log.item;

/// A committed slot and where it lies: one append, as a walk of the log meets it.
public record LogEntry(long position, Slot.Committed slot) {}
