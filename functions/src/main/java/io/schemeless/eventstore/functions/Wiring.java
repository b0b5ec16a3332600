package io.schemeless.eventstore.functions;

import io.schemeless.eventstore.aws.AwsEventStore;
import io.schemeless.eventstore.store.EventStore;
import org.jspecify.annotations.Nullable;

/// Makes what the handlers stand on, once a process, from the environment. Nothing else reads it.
public final class Wiring {
  private static @Nullable EventStore store;

  private Wiring() {}

  /// The store of this process. It creates neither table nor bucket.
  ///
  /// @throws IllegalStateException naming a setting that is missing or wrong
  public static synchronized EventStore store() {
    if (store == null) {
      store = AwsEventStore.open(settings().store());
    }
    return store;
  }

  /// The stage that a reset must name.
  ///
  /// @throws IllegalStateException if the setting is missing
  public static String stage() {
    return settings().stage();
  }

  private static Settings settings() {
    return new Settings(System.getenv());
  }
}
