package io.schemeless.eventstore.local.demo;

import io.schemeless.eventstore.local.server.LocalStore;
import io.schemeless.eventstore.port.Usage;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import java.util.List;
import java.util.stream.IntStream;

/// What the operations that matter cost, by AWS's rules, against what they may.
final class Figures {
  private static final int SMALL = 200;
  private static final int MEDIUM = 500;
  private static final int TEN = 10;
  private static final int THOUSAND = 1_000;

  private final Checks checks;
  private final Progress progress;
  private final List<NewEvent> log = PermitLog.read();

  Figures(Checks checks, Progress progress) {
    this.checks = checks;
    this.progress = progress;
  }

  /// @param store an empty one
  /// @param other another process's view of the same one: it remembers no stream's head
  void measure(LocalStore store, LocalStore other) {
    replayOfAThousand(store);
    smallAppends(store, other);
    tenTogether(store);
  }

  private void replayOfAThousand(LocalStore store) {
    progress.start("appending 1,000 events of 500 bytes", THOUSAND);
    for (int i = 0; i < THOUSAND; i++) {
      append(store, List.of(SampleEvents.resized(log.get(i), MEDIUM, i)));
      progress.at(i + 1);
    }
    Usage before = store.meter().usage();
    EventPage page = store.store().replay(null, PageLimits.ofEvents(THOUSAND), ReplayFilter.ALL);
    Usage used = store.meter().usage().minus(before);
    checks.equal("events in one page", THOUSAND, page.events().size());
    checks.atMost("replay of 1,000 events of 500 bytes", 35, used.readUnits(), "read units");
    checks.atMost("replay of 1,000 events of 500 bytes", 3, used.requests(), "requests");
  }

  private void smallAppends(LocalStore store, LocalStore other) {
    List<NewEvent> known = List.of(SampleEvents.resized(log.getFirst(), SMALL, 1));
    // Learns which store it is, and nothing of the stream to come.
    append(other, List.of(SampleEvents.resized(log.getLast(), SMALL, 2)));
    Usage cold = append(other, known);
    checks.atMost("small append to a known stream", 3, cold.writeUnits(), "write units");
    checks.atMost("small append to a known stream", 1, cold.readUnits(), "read units");
    append(store, known);
    Usage remembered = append(store, known);
    checks.atMost(
        "the same when the head is remembered", 3, remembered.writeUnits(), "write units");
    checks.atMost("the same when the head is remembered", 0, remembered.readUnits(), "read units");
  }

  private void tenTogether(LocalStore store) {
    NewEvent first = log.getFirst();
    List<NewEvent> ten =
        IntStream.range(0, TEN)
            .mapToObj(i -> ofOneStream(SampleEvents.resized(log.get(i), SMALL, i), first))
            .toList();
    append(store, ten.subList(0, 1));
    Usage used = append(store, ten);
    checks.atMost("ten events of 200 bytes in one append", 4, used.writeUnits(), "write units");
  }

  private static NewEvent ofOneStream(NewEvent event, NewEvent like) {
    return NewEvent.of(like.stream(), event.type(), event.payload()).withCreated(event.created());
  }

  private static Usage append(LocalStore store, List<NewEvent> events) {
    Usage before = store.meter().usage();
    store.store().append(AppendRequest.of(events));
    return store.meter().usage().minus(before);
  }
}
