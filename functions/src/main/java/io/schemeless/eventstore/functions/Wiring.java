package io.schemeless.eventstore.functions;

import io.schemeless.eventstore.functions.replay.Pacer;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreException;
import java.util.concurrent.TimeUnit;
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
      store = open(Settings.of(System.getenv()));
    }
    return store;
  }

  private static EventStore open(Settings settings) {
    throw new IllegalStateException(settings.table());
  }

  /// The stage that a reset must name.
  public static String stage() {
    return Settings.stage(System.getenv());
  }

  /// The time of this machine.
  public static Pacer pacer() {
    return new Pacer() {
      @Override
      public long elapsed() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
      }

      @Override
      public void sleep(long millis) {
        try {
          Thread.sleep(millis);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new StoreException.Unavailable("interrupted while waiting for an event", e);
        }
      }
    };
  }
}
