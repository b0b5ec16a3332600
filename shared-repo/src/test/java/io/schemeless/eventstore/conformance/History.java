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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What writers were told and what tailing readers saw, and the judge over it. Every payload of a
/// history is different, so that each event can be told from all others.
public final class History {
  /// @param began a number that rises with every call and every answer
  private record Told(AppendRequest request, AppendResult result, long began) {}

  /// What a tailing reader saw in the store's last life, and where each of its pages ended.
  private record Tail(List<Event> events, Map<Integer, ContinuationToken> tokens) {}

  private final List<Told> acknowledged = Collections.synchronizedList(new ArrayList<>());
  private final List<AppendRequest> refused = Collections.synchronizedList(new ArrayList<>());
  private final List<AppendRequest> unknown = Collections.synchronizedList(new ArrayList<>());
  private final List<Tail> tails = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger resetting = new AtomicInteger();
  private final AtomicLong lastReset = new AtomicLong(-1);

  /// Appends and notes what came of it; true if it was acknowledged.
  public boolean append(EventStore store, AppendRequest request) {
    long began = clock.incrementAndGet();
    boolean told = false;
    try {
      AppendResult result = store.append(request);
      acknowledged.add(new Told(request, result, began));
      told = true;
      return true;
    } catch (StoreException.VersionConflict
        | StoreException.DuplicateEvent
        | StoreException.IdempotencyMismatch e) {
      refused.add(request);
      told = true;
    } catch (StoreException.Throttled | StoreException.Unavailable e) {
      // Nothing was appended by this call; an earlier one of the same key may have.
      (request.idempotencyKey() == null ? refused : unknown).add(request);
      told = true;
    } catch (StoreException.OutcomeUnknown e) {
      // Noted below, as is the call of a process that died.
    } finally {
      if (!told) {
        unknown.add(request);
      }
    }
    return false;
  }

  /// Appends, and reads each stream that was written; true if it was acknowledged.
  public boolean appendAndReadBack(EventStore store, AppendRequest request) {
    if (!append(store, request)) {
      return false;
    }
    Told told = acknowledged.getLast();
    if (!told.request().equals(request)) {
      return true;
    }
    Map<StreamId, Long> versions = new HashMap<>();
    told.result().events().forEach(e -> versions.merge(e.stream(), e.sequence(), Math::max));
    versions.forEach(
        (stream, version) -> {
          long read = store.streamVersion(stream);
          if (resetting.get() == 0 && lastReset.get() < told.began()) {
            assertThat(read).as("one reads one's own writes").isGreaterThanOrEqualTo(version);
          }
        });
    return true;
  }

  /// Resets the store, and notes when: what was acknowledged of calls that began before it ended
  /// may be gone.
  public void reset(EventStore store, Duration budget) {
    resetting.incrementAndGet();
    try {
      store.reset(budget);
    } finally {
      resetting.decrementAndGet();
      lastReset.accumulateAndGet(clock.incrementAndGet(), Math::max);
    }
  }

  public int acknowledged() {
    return acknowledged.size();
  }

  /// Reads page after page until `done`, and then to the end. A reset starts it anew.
  public void tail(EventStore store, int pageSize, BooleanSupplier done) {
    Tail tail = new Tail(new ArrayList<>(), new HashMap<>());
    @Nullable ContinuationToken next = null;
    while (true) {
      boolean last = done.getAsBoolean();
      EventPage page;
      try {
        page = store.replay(next, PageLimits.ofEvents(pageSize), ReplayFilter.ALL);
      } catch (StoreException.StoreWasReset e) {
        tail = new Tail(new ArrayList<>(), new HashMap<>());
        next = null;
        continue;
      } catch (StoreException.Throttled | StoreException.Unavailable e) {
        continue;
      }
      tail.events().addAll(page.events());
      next = page.next();
      tail.tokens().put(tail.events().size(), next);
      if (last && page.caughtUp()) {
        tails.add(tail);
        return;
      }
    }
  }

  /// @throws AssertionError if the history breaks a promise
  public void judge(EventStore store) {
    List<Event> all = new ArrayList<>();
    store.allEvents(100).forEach(all::add);
    String incarnation = store.info().incarnation();
    List<String> payloads = all.stream().map(e -> e.payload().text()).toList();

    assertThat(payloads).as("nothing is repeated").doesNotHaveDuplicates();
    assertThat(tails)
        .as("every tailing reader saw the log as it is")
        .allSatisfy(tail -> assertThat(tail.events()).isEqualTo(all));
    tails.forEach(tail -> resumes(store, tail, all));
    Map<String, Event> byPayload = new HashMap<>();
    all.forEach(event -> byPayload.put(event.payload().text(), event));
    for (Told told : acknowledged) {
      if (isOf(incarnation, told, byPayload)) {
        judge(told, byPayload);
      } else {
        assertThat(told.began()).as("only a reset takes events away").isLessThan(lastReset.get());
        if (told.request().idempotencyKey() == null) {
          assertThat(found(told.request(), byPayload)).as("a reset takes them all").isZero();
        }
      }
    }
    // What was refused once may be taken when it is sent again.
    Set<AppendRequest> again = new HashSet<>(unknown);
    acknowledged.forEach(told -> again.add(told.request()));
    refused.stream()
        .filter(request -> !again.contains(request))
        .forEach(request -> assertThat(found(request, byPayload)).as("refused").isZero());
    unknown.forEach(
        request ->
            assertThat(found(request, byPayload))
                .as("an append is whole")
                .isIn(0L, (long) request.events().size()));
    order(all);
    winners(incarnation, byPayload);
  }

  /// The token of any page goes on with the very next event.
  private static void resumes(EventStore store, Tail tail, List<Event> all) {
    int step = Math.max(1, tail.tokens().size() / 10);
    tail.tokens().entrySet().stream()
        .filter(entry -> entry.getKey() % step == 0)
        .forEach(
            entry -> {
              List<Event> rest = new ArrayList<>();
              store.allEvents(entry.getValue(), 100, ReplayFilter.ALL).forEach(rest::add);
              assertThat(rest)
                  .as("a token resumes exactly")
                  .isEqualTo(all.subList(entry.getKey(), all.size()));
            });
  }

  /// Whether an append was acknowledged in this life of the store. Ids that the store gives say so;
  /// without any, what is there does.
  private static boolean isOf(String incarnation, Told told, Map<String, Event> byPayload) {
    for (int i = 0; i < told.request().events().size(); i++) {
      if (told.request().events().get(i).id() == null) {
        return told.result().events().get(i).id().startsWith(incarnation + ".");
      }
    }
    return found(told.request(), byPayload) > 0;
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
  private void winners(String incarnation, Map<String, Event> byPayload) {
    Map<String, AppendRequest> won = new HashMap<>();
    for (Told told : acknowledged) {
      if (!isOf(incarnation, told, byPayload)) {
        continue;
      }
      told.request()
          .expected()
          .forEach(
              (stream, version) -> {
                if (version instanceof ExpectedVersion.Exactly(long expected)) {
                  AppendRequest other = won.put(stream + "@" + expected, told.request());
                  assertThat(other)
                      .as("one winner for each expected version")
                      .isIn(null, told.request());
                }
              });
    }
  }
}
