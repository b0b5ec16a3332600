package io.schemeless.eventstore.history;

import io.schemeless.eventstore.store.StoreException;

/// A refused append.
///
/// @param why what the store answered
/// @param began a number that rises with every call and every answer of the history
/// @param ended the same
record Refusal(SentAppend sent, StoreException why, long began, long ended) {
  /// Whether the store said that this request can never be taken as it is, not that it had no time.
  boolean isFinal() {
    return !why.retryable();
  }
}
