package io.schemeless.eventstore.local.load;

import io.schemeless.eventstore.history.History;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReadStreams;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamQuery;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Reads the newest events of one stream after another, forward and backward in turn.
final class StreamFollower {
  private static final int PAGE = 20;
  private static final int PAUSE = 50;

  private StreamFollower() {}

  static void run(
      ReadStreams store, History history, List<StreamId> streams, Host host, BooleanSupplier done) {
    for (int i = 0; !done.getAsBoolean(); i++) {
      StreamId stream = streams.get(i % streams.size());
      try {
        boolean forward = i / streams.size() % 2 == 0;
        StreamQuery query =
            forward
                ? StreamQuery.forward(stream).from(Math.max(1, store.streamVersion(stream) - 5))
                : StreamQuery.backward(stream);
        history.readStream(store, query.limit(PageLimits.ofEvents(PAGE)));
      } catch (StoreException.Throttled | StoreException.Unavailable e) {
        // The next one.
      }
      host.sleep(PAUSE);
    }
  }
}
