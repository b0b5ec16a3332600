package io.schemeless.eventstore.store;

import java.time.Duration;

/// Empties a store.
public interface ResetStore {

  /// Empties the store in one atomic step, then clears away what it held for as long as `budget`
  /// allows. Tokens from before it are refused as [StoreException.StoreWasReset]. May be repeated
  /// safely.
  PurgeState reset(Duration budget);

  /// Goes on clearing away what earlier resets left.
  PurgeState purge(Duration budget);

  /// Drops the table and creates it anew, empty. Slower than [#reset], and leaves nothing to purge
  /// in it.
  ///
  /// @throws StoreException.NotOwned if this library did not create the table
  void recreate();
}
