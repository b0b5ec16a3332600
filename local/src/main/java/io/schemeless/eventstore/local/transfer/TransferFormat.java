package io.schemeless.eventstore.local.transfer;

/// How events lie in a file.
public enum TransferFormat {
  /// One event a line, as the store answers it.
  NDJSON,
  /// A JSON array of CloudEvents.
  CLOUDEVENTS,
  /// What the npm framework's `createSnapshot` makes: `{"exportedAt", "count", "events": [...]}`.
  SNAPSHOT
}
