package io.schemeless.eventstore.client.decider;

import io.schemeless.eventstore.client.EventBatch;
import io.schemeless.eventstore.client.RecordedEvent;
import io.schemeless.eventstore.client.RetryPolicy;
import io.schemeless.eventstore.client.StoreProblem;
import io.schemeless.eventstore.client.StreamName;
import io.schemeless.eventstore.client.StreamStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Reads a stream, decides, and appends under the version that was read; and again, where somebody
/// else was faster. The store is the client over HTTP or the library's, as a [StreamStore].
///
/// ```java
/// CommandHandler<PermitCommand, PermitEvent, Permit> permits =
///     new CommandHandler<>(store, new PermitDecider(), EventMapping.of(PermitEvent.class));
/// permits.handle(StreamName.of("permit", "case-1"), new Grant("anna"));
/// ```
public final class CommandHandler<C, E, S> {
  private static final RetryPolicy TRIES =
      new RetryPolicy(20, Duration.ofMillis(5), Duration.ofMillis(200));

  private final StreamStore store;
  private final Decider<C, E, S> decider;
  private final EventMapping<E> mapping;
  private final RetryPolicy tries;

  /// @param tries how often a command is decided on, and the pauses between
  public CommandHandler(
      StreamStore store, Decider<C, E, S> decider, EventMapping<E> mapping, RetryPolicy tries) {
    this.store = store;
    this.decider = decider;
    this.mapping = mapping;
    this.tries = tries;
  }

  public CommandHandler(StreamStore store, Decider<C, E, S> decider, EventMapping<E> mapping) {
    this(store, decider, mapping, TRIES);
  }

  /// Has a command decided on.
  ///
  /// @return the events that were appended; none if there was nothing to do
  /// @throws StoreProblem.VersionConflict if the stream changed under every try
  /// @throws RuntimeException what the decider refuses the command with
  public List<E> handle(StreamName stream, C command) {
    for (int failed = 1; ; failed++) {
      try {
        return once(stream, command);
      } catch (StoreProblem.VersionConflict e) {
        if (failed >= tries.attempts()) {
          throw e;
        }
        pause(failed, e);
      }
    }
  }

  private List<E> once(StreamName stream, C command) {
    S state = decider.initial();
    long version = 0;
    for (RecordedEvent recorded : store.stream(stream, 1)) {
      Optional<E> event = mapping.read(recorded);
      if (event.isPresent()) {
        state = decider.evolve(state, event.get());
      }
      version = recorded.sequence();
    }
    List<E> events = decider.decide(command, state);
    if (!events.isEmpty()) {
      store.append(
          EventBatch.of(events.stream().map(event -> mapping.write(stream, event)).toList())
              .expecting(stream, version));
    }
    return events;
  }

  private void pause(int failed, StoreProblem.VersionConflict conflict) {
    try {
      Thread.sleep(tries.pauseMillis(failed, ThreadLocalRandom.current()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw conflict;
    }
  }
}
