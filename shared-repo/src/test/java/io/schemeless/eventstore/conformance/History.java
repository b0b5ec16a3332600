package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// What writers were told and what tailing readers saw, and the judge over it. Every payload of a
/// history is different, so that each event can be told from all others.
public final class History {
  private record Told(AppendRequest request, AppendResult result) {}

  private final List<Told> acknowledged = Collections.synchronizedList(new ArrayList<>());
  private final List<AppendRequest> refused = Collections.synchronizedList(new ArrayList<>());
  private final List<AppendRequest> unknown = Collections.synchronizedList(new ArrayList<>());
  private final List<List<Event>> tails = Collections.synchronizedList(new ArrayList<>());

  /// Appends and notes what came of it; true if it was acknowledged.
  public boolean append(EventStore store, AppendRequest request) {
    try {
      acknowledged.add(new Told(request, store.append(request)));
      return true;
    } catch (StoreException.VersionConflict e) {
      refused.add(request);
    } catch (StoreException.OutcomeUnknown e) {
      unknown.add(request);
    }
    return false;
  }

  public int acknowledged() {
    return acknowledged.size();
  }

  /// Reads page after page until `done`, and then to the end.
  public void tail(EventStore store, int pageSize, AtomicBoolean done) {
    List<Event> seen = new ArrayList<>();
    @Nullable ContinuationToken next = null;
    while (true) {
      boolean last = done.get();
      EventPage page = store.replay(next, PageLimits.ofEvents(pageSize), ReplayFilter.ALL);
      seen.addAll(page.events());
      next = page.next();
      if (last && page.caughtUp()) {
        tails.add(seen);
        return;
      }
    }
  }

  /// @throws AssertionError if the history breaks a promise
  public void judge(EventStore store) {
    List<Event> all = new ArrayList<>();
    store.allEvents(100).forEach(all::add);
    List<String> payloads = all.stream().map(e -> e.payload().text()).toList();

    assertThat(payloads).as("nothing is repeated").doesNotHaveDuplicates();
    assertThat(tails)
        .as("every tailing reader saw the log as it is")
        .allSatisfy(tail -> assertThat(tail).isEqualTo(all));
    Map<String, Event> byPayload = new HashMap<>();
    all.forEach(event -> byPayload.put(event.payload().text(), event));
    acknowledged.forEach(told -> judge(told, byPayload));
    refused.forEach(request -> assertThat(found(request, byPayload)).as("refused").isZero());
    unknown.forEach(
        request ->
            assertThat(found(request, byPayload))
                .as("an append is whole")
                .isIn(0L, (long) request.events().size()));
    order(all);
    winners();
  }

  private static void judge(Told told, Map<String, Event> byPayload) {
    for (int i = 0; i < told.request().events().size(); i++) {
      Event event = byPayload.get(told.request().events().get(i).payload().text());
      assertThat(event).as("an acknowledged event is there").isNotNull();
      assertThat(event.id()).isEqualTo(told.result().events().get(i).id());
      assertThat(event.sequence()).isEqualTo(told.result().events().get(i).sequence());
      assertThat(event.position()).isEqualTo(told.result().position());
      assertThat(event.index()).isEqualTo(i);
    }
  }

  private static long found(AppendRequest request, Map<String, Event> byPayload) {
    return request.events().stream()
        .filter(event -> byPayload.containsKey(event.payload().text()))
        .count();
  }

  private static void order(List<Event> all) {
    Map<StreamId, Long> versions = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      Event event = all.get(i);
      long version = versions.merge(event.stream(), 1L, Long::sum);
      assertThat(event.sequence()).as("versions are dense").isEqualTo(version);
      if (i > 0) {
        Event before = all.get(i - 1);
        boolean sameAppend = before.position() == event.position();
        assertThat(sameAppend || before.position() < event.position())
            .as("positions rise")
            .isTrue();
        assertThat(event.index()).isEqualTo(sameAppend ? before.index() + 1 : 0);
      }
    }
  }

  /// Two appends that expected the same version of a stream were not both acknowledged.
  private void winners() {
    List<String> won = new ArrayList<>();
    for (Told told : acknowledged) {
      told.request()
          .expected()
          .forEach(
              (stream, version) -> {
                if (version instanceof ExpectedVersion.Exactly(long expected)) {
                  won.add(stream + "@" + expected);
                }
              });
    }
    assertThat(won).as("one winner for each expected version").doesNotHaveDuplicates();
  }
}
