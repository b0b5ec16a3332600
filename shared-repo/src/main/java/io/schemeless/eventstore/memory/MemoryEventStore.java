package io.schemeless.eventstore.memory;

import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreOptions;

/// A whole event store in this process's memory, with every rule of the real one.
public final class MemoryEventStore {
  private MemoryEventStore() {}

  public static EventStore create() {
    return create(StoreOptions.DEFAULT);
  }

  public static EventStore create(StoreOptions options) {
    return new LogEventStore(new MemoryCells(), new MemoryObjectStore(), new SystemHost(), options);
  }
}
