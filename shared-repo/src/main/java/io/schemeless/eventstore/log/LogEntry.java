package io.schemeless.eventstore.log;

/// A committed slot and where it lies: one append, as a walk of the log meets it.
record LogEntry(long position, Slot.Committed slot) {}
