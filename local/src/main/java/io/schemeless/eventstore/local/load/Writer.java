package io.schemeless.eventstore.local.load;

import io.schemeless.eventstore.history.History;
import io.schemeless.eventstore.history.History.Outcome;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.store.AppendEvents;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ReadStreams;
import io.schemeless.eventstore.store.ReplayEvents;
import io.schemeless.eventstore.store.StoreException;

/// A client that appends, and sends again what it got no answer to.
final class Writer<S extends AppendEvents & ReplayEvents & ReadStreams> {
  /// In milliseconds; longer than a store that was stopped takes to come back.
  private static final int PATIENCE = 180_000;

  private static final int PAUSE = 200;

  private final S store;
  private final History history;
  private final Requests requests;
  private final Host host;

  Writer(S store, History history, Requests requests, Host host) {
    this.store = store;
    this.history = history;
    this.requests = requests;
    this.host = host;
  }

  void run(Quota quota) {
    while (quota.take()) {
      try {
        write(requests.next(store));
      } catch (StoreException.Throttled | StoreException.Unavailable e) {
        // A version, or what a decision is made of, could not be read.
        host.sleep(PAUSE);
      }
    }
  }

  private void write(AppendRequest request) {
    Outcome outcome =
        requests.oneIn(4)
            ? history.appendAndReadBack(store, request)
            : history.append(store, request);
    if (request.idempotencyKey() == null) {
      return;
    }
    long end = host.elapsed() + PATIENCE;
    while (outcome == Outcome.UNKNOWN && host.elapsed() < end) {
      host.sleep(PAUSE);
      outcome = history.append(store, request);
    }
    if (requests.oneIn(3)) {
      history.append(store, request);
    }
  }
}
