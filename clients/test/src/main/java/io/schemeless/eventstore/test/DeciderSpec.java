package io.schemeless.eventstore.test;

import io.schemeless.eventstore.client.EventBatch;
import io.schemeless.eventstore.client.EventData;
import io.schemeless.eventstore.client.StreamName;
import io.schemeless.eventstore.client.decider.CommandHandler;
import io.schemeless.eventstore.client.decider.Decider;
import io.schemeless.eventstore.client.decider.EventMapping;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.projection.library.LibraryStore;
import io.schemeless.eventstore.store.EventStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a decider makes of a command after some events. Events go through their mapping and a store
/// in memory, so one that does not come back as it was given is found out too.
///
/// ```java
/// DeciderSpec.of(new PermitDecider(), EventMapping.of(PermitEvent.class))
///     .given(new Received("anna"), new Checked("ben"))
///     .when(new Check("cleo"))
///     .thenAppended(new Checked("cleo"));
/// ```
public final class DeciderSpec<C, E, S> {
  private static final StreamName STREAM = StreamName.of("given", "when-then");

  private final Decider<C, E, S> decider;
  private final EventMapping<E> mapping;
  private final List<E> given;

  private DeciderSpec(Decider<C, E, S> decider, EventMapping<E> mapping, List<E> given) {
    this.decider = decider;
    this.mapping = mapping;
    this.given = given;
  }

  public static <C, E, S> DeciderSpec<C, E, S> of(
      Decider<C, E, S> decider, EventMapping<E> mapping) {
    return new DeciderSpec<>(decider, mapping, List.of());
  }

  /// What happened before.
  @SafeVarargs
  public final DeciderSpec<C, E, S> given(E... events) {
    return new DeciderSpec<>(decider, mapping, List.of(events));
  }

  /// What is asked for.
  public Then<E> when(C command) {
    try (EventStore memory = MemoryEventStore.create()) {
      LibraryStore store = LibraryStore.of(memory);
      if (!given.isEmpty()) {
        List<EventData> before = given.stream().map(e -> mapping.write(STREAM, e)).toList();
        store.append(EventBatch.of(before));
      }
      Exception failure = null;
      try {
        new CommandHandler<>(store, decider, mapping).handle(STREAM, command);
      } catch (RuntimeException e) {
        failure = e;
      }
      List<E> appended = new ArrayList<>();
      store.stream(STREAM, given.size() + 1L)
          .forEach(event -> mapping.read(event).ifPresent(appended::add));
      return new Then<>(appended, failure);
    }
  }

  /// What became of it.
  public static final class Then<E> {
    private final List<E> appended;
    private final @Nullable Exception failure;

    private Then(List<E> appended, @Nullable Exception failure) {
      this.appended = appended;
      this.failure = failure;
    }

    /// Exactly these events were appended, in this order.
    @SafeVarargs
    public final void thenAppended(E... events) {
      Expectations.requireDone(failure);
      if (!appended.equals(List.of(events))) {
        Expectations.requireEqual("appended", texts(List.of(events)), texts(appended));
        throw new AssertionError(
            "events of equal text that are not equal: " + appended.getFirst().getClass());
      }
    }

    private static <E> List<String> texts(List<E> events) {
      return events.stream().map(String::valueOf).toList();
    }

    /// Nothing was appended, and nothing was refused.
    public void thenNothing() {
      thenAppended();
    }

    /// It threw an exception of this type, and appended nothing.
    ///
    /// @return the exception, to be looked at
    public <X extends Exception> X thenRefused(Class<X> type) {
      Expectations.requireEqual("appended", List.of(), texts(appended));
      return Expectations.requireRefused(type, failure);
    }
  }
}
