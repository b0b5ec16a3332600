package io.schemeless.eventstore.test;

import io.schemeless.eventstore.store.EventStore;

/// What is done to a store.
@FunctionalInterface
public interface StoreAction {
  void run(EventStore store) throws Exception;
}
