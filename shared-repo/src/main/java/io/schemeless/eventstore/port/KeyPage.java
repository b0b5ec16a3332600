package io.schemeless.eventstore.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keys that a walk over the index or the table found.
///
/// @param next where to go on, or none where the walk has ended; a page may be empty and still have
///   one
public record KeyPage(List<Key> keys, @Nullable Bookmark next) {
  public KeyPage {
    keys = List.copyOf(keys);
  }

  /// The last place that a walk looked at.
  ///
  /// @param indexPartition of the index; `""` in a walk over the table
  /// @param indexSort of the index; `""` in a walk over the table
  public record Bookmark(Key key, String indexPartition, String indexSort) {}
}
