package io.schemeless.eventstore.local;

import io.schemeless.eventstore.local.gateway.Functions;
import io.schemeless.eventstore.local.gateway.GatewayServer;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.store.EventStore;
import java.time.InstantSource;

/// A store in memory, served over HTTP by the real handlers.
public final class ServedMemory implements AutoCloseable {
  private final EventStore store = MemoryEventStore.create();
  private final GatewayServer server = GatewayServer.bind(0, InstantSource.system());

  public ServedMemory() {
    server.serve(Functions.of(store, "local"));
  }

  public EventStore store() {
    return store;
  }

  public String url() {
    return server.url().toString();
  }

  @Override
  public void close() {
    server.close();
    store.close();
  }
}
