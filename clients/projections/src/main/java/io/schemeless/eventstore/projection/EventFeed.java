package io.schemeless.eventstore.projection;

import io.schemeless.eventstore.client.Replay;
import io.schemeless.eventstore.client.ReplayPage;
import org.jspecify.annotations.Nullable;

/// Where a projection reads: pages of a store's events in their one order.
public interface EventFeed {
  /// The page after a token, none being the beginning.
  ///
  /// @param size at most this many events
  /// @throws io.schemeless.eventstore.client.StoreProblem if there is none; a `StoreWasReset` if
  ///   the store is no longer the one that the token was made in
  ReplayPage page(@Nullable String after, int size);

  /// The page after a token; at the end of the log it may wait a while for events before it is
  /// given without any.
  ReplayPage await(@Nullable String after, int size);

  /// Reads over HTTP: the events of this replay's domain and types.
  static EventFeed of(Replay replay) {
    return new EventFeed() {
      @Override
      public ReplayPage page(@Nullable String after, int size) {
        return replay.after(after).pageSize(size).pages().iterator().next();
      }

      @Override
      public ReplayPage await(@Nullable String after, int size) {
        return replay.after(after).pageSize(size).following().pages().iterator().next();
      }
    };
  }
}
