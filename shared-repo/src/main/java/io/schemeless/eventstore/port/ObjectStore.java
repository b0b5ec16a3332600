package io.schemeless.eventstore.port;

import org.jspecify.annotations.Nullable;

/// A bucket.
///
/// Every call throws [StoreException.Throttled] or [StoreException.Unavailable] if the bucket did
/// not answer, and [StoreException.Misconfigured] if it is missing or may not be used.
public interface ObjectStore {

  void put(String key, byte[] body);

  /// The object's bytes, or none where there is no such object.
  byte @Nullable [] get(String key);

  /// Deletes up to a thousand objects whose keys start with a prefix; returns how many it found.
  int deleteSome(String prefix);
}
