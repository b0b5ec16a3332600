package io.schemeless.eventstore.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A bucket.
///
/// Every call throws [StoreException.Throttled] or [StoreException.Unavailable] if the bucket did
/// not answer, and [StoreException.Misconfigured] if it is missing or may not be used.
public interface ObjectStore {

  /// Puts an object. It is acknowledged only if [#get] gives back the very bytes.
  ///
  /// @throws StoreException.Misconfigured if the bucket keeps something else
  void put(String key, byte[] body);

  /// The object's bytes, or none where there is no such object.
  byte @Nullable [] get(String key);

  /// Deletes up to a thousand objects whose keys start with a prefix; returns how many it found.
  int deleteSome(String prefix);

  /// Up to a thousand objects whose keys start with a prefix, by their keys.
  ///
  /// @param after a key: only objects beyond it are listed; none lists from the first
  /// @return empty only if there are no more
  List<Entry> list(String prefix, @Nullable String after);

  /// An object in a listing.
  ///
  /// @param size in bytes
  record Entry(String key, long size) {}
}
