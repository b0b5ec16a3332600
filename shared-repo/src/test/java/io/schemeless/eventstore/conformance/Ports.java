package io.schemeless.eventstore.conformance;

import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.ObjectStore;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreOptions;
import java.time.Duration;

/// An empty table and an empty bucket. Each store opened on them is a process of its own.
public record Ports(Cells cells, ObjectStore objects) {

  /// Short graces, so that a test of a hole does not wait for seconds.
  public static final StoreOptions OPTIONS =
      StoreOptions.DEFAULT.withGrace(Duration.ofMillis(100), Duration.ofMillis(400));

  public EventStore open() {
    return open(OPTIONS);
  }

  public EventStore open(StoreOptions options) {
    return new LogEventStore(cells, objects, new SystemHost(), options);
  }
}
