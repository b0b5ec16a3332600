package io.schemeless.eventstore.local;

import io.schemeless.eventstore.functions.append.AppendHandler;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.replay.ReplayHandler;
import io.schemeless.eventstore.functions.reset.ResetHandler;
import io.schemeless.eventstore.functions.streams.StreamsHandler;
import io.schemeless.eventstore.local.gateway.Functions;
import io.schemeless.eventstore.local.gateway.GatewayServer;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.EventStore;
import java.time.InstantSource;
import java.util.Map;

/// A store in memory, served over HTTP by the real handlers.
public final class ServedMemory implements AutoCloseable {
  private final EventStore store = MemoryEventStore.create();
  private final GatewayServer server = GatewayServer.bind(0, InstantSource.system());

  public ServedMemory() {
    server.serve(
        new Functions(
            Map.of(
                Operation.Function.APPEND, new AppendHandler(store),
                Operation.Function.REPLAY, new ReplayHandler(store, new SystemHost()),
                Operation.Function.STREAMS, new StreamsHandler(store),
                Operation.Function.RESET, new ResetHandler(store, "local")::handle)));
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
