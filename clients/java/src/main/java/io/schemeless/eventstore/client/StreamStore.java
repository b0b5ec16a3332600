package io.schemeless.eventstore.client;

/// What a decision needs of a store: to read a stream, and to append to it under a version. The
/// client over HTTP is one, and so is the library within `LibraryStore` of the projections' module.
public interface StreamStore {
  /// The events of a stream from a sequence on, 1 being the first, lazily.
  Iterable<RecordedEvent> stream(StreamName stream, long from);

  /// Appends a batch.
  ///
  /// @throws StoreProblem.VersionConflict if a stream is not at the version expected of it
  /// @throws StoreProblem.DuplicateEvent if an event's id is taken
  AppendReceipt append(EventBatch batch);
}
