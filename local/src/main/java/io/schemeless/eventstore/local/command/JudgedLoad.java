package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.history.History;
import io.schemeless.eventstore.history.Verdict;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.local.load.LoadPlan;
import io.schemeless.eventstore.local.load.LoadRun;
import io.schemeless.eventstore.local.load.Quota;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StreamId;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Supplier;

/// A load on a store in a domain of its own, judged by what it appended alone.
final class JudgedLoad {
  private final Host host = new SystemHost();
  private final EventStore store;
  private final Supplier<EventStore> clients;
  private final String domain;

  /// @param clients opens the store anew
  JudgedLoad(Supplier<EventStore> clients) {
    this.clients = clients;
    this.store = clients.get();
    this.domain = "verify-load-" + HexFormat.of().formatHex(host.randomBytes(6));
  }

  /// Whether the store has an event, or one under way.
  boolean isInUse() {
    EventPage page = store.replay(null, PageLimits.ofEvents(1), ReplayFilter.ALL);
    return !page.events().isEmpty() || !page.caughtUp();
  }

  Verdict run(LoadPlan plan, LoadOutput output) {
    output.starts(plan, domain);
    ReplayFilter own = new ReplayFilter(domain, Set.of());
    History history = new History(begin(own), own);
    long seed = ByteBuffer.wrap(host.randomBytes(Long.BYTES)).getLong();
    new LoadRun<>(history, clients, domain, seed, host)
        .run(plan, new Quota(plan, host), output::at);
    output.judging();
    return history.judge(store);
  }

  /// The log may be long, so readers begin right after an event that says where.
  private ContinuationToken begin(ReplayFilter own) {
    NewEvent begin = NewEvent.of(StreamId.of(domain, "begin"), "load-began", Json.NULL);
    String id = store.append(AppendRequest.of(begin)).events().getFirst().id();
    return store.tokenAfter(id, own);
  }
}
