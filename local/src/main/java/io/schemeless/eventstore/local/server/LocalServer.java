package io.schemeless.eventstore.local.server;

import io.schemeless.eventstore.local.BuildOutput;
import io.schemeless.eventstore.local.console.ConsolePages;
import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.gateway.Functions;
import io.schemeless.eventstore.local.gateway.GatewayServer;
import java.net.URI;
import java.time.InstantSource;

/// One store served over HTTP by the real handlers.
public final class LocalServer implements AutoCloseable {
  /// What a reset of this store must confirm.
  public static final String STAGE = "local";

  private final LocalStore store;
  private final GatewayServer gateway;

  private LocalServer(LocalStore store, GatewayServer gateway) {
    this.store = store;
    this.gateway = gateway;
  }

  /// Serves a store on a port that is taken already.
  ///
  /// @param name of the store; see [LocalStore#open]
  public static LocalServer serve(
      GatewayServer gateway,
      String name,
      Emulators.Endpoints endpoints,
      LocalEnvironment environment) {
    LocalStore store = LocalStore.open(name, endpoints, environment);
    gateway.serve(Functions.of(store.store(), STAGE));
    return new LocalServer(store, gateway);
  }

  /// As [#serve], with the console and what stands beside it.
  public static LocalServer serveWithConsole(
      GatewayServer gateway, Emulators.Endpoints endpoints, LocalEnvironment environment) {
    LocalStore store = LocalStore.open(LocalStore.NAME, endpoints, environment);
    console().handlers().forEach(gateway::mount);
    ExistingStore existing = ExistingStore.local(store.clients());
    gateway.mount(
        "/console/verify",
        new VerifyRun(told -> existing.verifier().verify(told), InstantSource.system()));
    gateway.serve(Functions.of(store.store(), STAGE));
    return new LocalServer(store, gateway);
  }

  /// The console as the build has left it.
  public static ConsolePages console() {
    return new ConsolePages(
        BuildOutput.file("console"),
        BuildOutput.inRepository("docs/openapi.yaml"),
        "{\"api\":\"/\",\"sandbox\":true,\"stage\":\"" + STAGE + "\",\"verify\":true}");
  }

  public URI url() {
    return gateway.url();
  }

  public LocalStore store() {
    return store;
  }

  @Override
  public void close() {
    try (store) {
      gateway.close();
    }
  }
}
