package io.schemeless.eventstore.store;

/// What became of one append among several.
public sealed interface AppendOutcome {

  record Appended(AppendResult result) implements AppendOutcome {}

  /// It was refused, or failed: what [AppendEvents#append] would have thrown.
  record Failed(StoreException why) implements AppendOutcome {}
}
