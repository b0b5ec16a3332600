package io.schemeless.eventstore.memory;

import io.schemeless.eventstore.port.ObjectStore;
import io.schemeless.eventstore.port.ObjectStoreContract;

final class MemoryObjectStoreTest extends ObjectStoreContract {
  @Override
  protected ObjectStore emptyBucket() {
    return new MemoryObjectStore();
  }
}
