package io.schemeless.eventstore.history;

import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.StreamId;
import java.util.HashMap;
import java.util.Map;

/// An acknowledged append.
///
/// @param began a number that rises with every call and every answer of the history
/// @param ended the same
record Acknowledged(SentAppend sent, AppendResult result, long began, long ended) {

  /// The newest version of each stream that the answer named.
  Map<StreamId, Long> versions() {
    Map<StreamId, Long> versions = new HashMap<>();
    result.events().forEach(e -> versions.merge(e.stream(), e.sequence(), Math::max));
    return versions;
  }
}
