package io.schemeless.eventstore.store;

/// A store of events in one total order, with streams of dense versions.
///
/// Safe for use by many threads. Any number of processes may use the same table and bucket at once.
public interface EventStore
    extends AppendEvents,
        ReplayEvents,
        ReadByQuery,
        ReadStreams,
        FindEvents,
        ResetStore,
        AutoCloseable {

  /// Which store this is, read now.
  StoreInfo info();

  @Override
  void close();
}
